package dev.reprise.binary;

import java.util.BitSet;
import java.util.OptionalLong;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A function as a whole: where its instructions begin, and all places in it to which it jumps.
 *
 * <p>Jumps through a register are understood when they are a switch's: then the function computes
 * the address of a table, whose entries are distances from the table to where it jumps. What lies
 * behind the end of a table is taken for entries too, as long as it could be; that makes more
 * targets of it and never fewer.
 */
final class FunctionCode {
  private static final int ENTRY_BYTES = 4;
  private static final int MAXIMUM_ENTRIES = 4096;
  private static final int MAXIMUM_BYTES = 1 << 24;

  private final long vaddr;
  private final byte[] code;
  private final BitSet starts = new BitSet();
  private final BitSet displaceable = new BitSet();
  private final BitSet targets = new BitSet();

  /** Instructions which do nothing, and those after which the next one is not executed. */
  private final BitSet nops = new BitSet();

  private final BitSet ends = new BitSet();

  /** Addresses which the function computes: of tables, constants, other functions. */
  private final TreeSet<Long> addresses = new TreeSet<>();

  private int switches;

  private FunctionCode(long vaddr, byte[] code) {
    this.vaddr = vaddr;
    this.code = code;
  }

  /**
   * Decodes a function.
   *
   * @return null when it is not in the file, holds something that is no instruction, or jumps where
   *     cannot be known
   */
  static @Nullable FunctionCode of(ElfFile file, Fde fde, InstructionLengths decoder)
      throws MalformedElfException {
    OptionalLong offset = file.offsetOf(fde.start());
    long length = fde.end() - fde.start();
    if (offset.isEmpty() || length <= 0 || length > MAXIMUM_BYTES) {
      return null;
    }
    byte[] code = new byte[(int) length];
    file.read(offset.getAsLong(), code, code.length);
    FunctionCode function = new FunctionCode(fde.start(), code);
    return function.decode(decoder) && function.readTables(file) ? function : null;
  }

  private boolean decode(InstructionLengths decoder) {
    for (int at = 0; at < code.length; ) {
      int length = decoder.decode(code, at, code.length);
      if (length == 0) {
        return false;
      }
      starts.set(at);
      displaceable.set(at, Displaceable.holds(decoder, code, at));
      nops.set(at, decoder.isNop());
      ends.set(at, decoder.isEnd());
      int end = at + length;
      if (decoder.isRelativeBranch()) {
        int size = decoder.immediateSize();
        addTarget(end + (long) (size == 1 ? code[end - 1] : intAt(code, end - ENTRY_BYTES)));
      } else if (decoder.map() == 0 && decoder.opcode() == 0x8d && decoder.isRipRelative()) {
        addresses.add(vaddr + end + intAt(code, at + decoder.displacementOffset()));
      } else if (decoder.map() == 0 && decoder.opcode() == 0xff && !isKnownGroup(decoder.modrm())) {
        return false;
      }
      at = end;
    }
    return true;
  }

  /** Counts jumps through a register; those through memory lead nobody knows where. */
  private boolean isKnownGroup(int modrm) {
    int member = modrm >> 3 & 7;
    boolean jumps = member == 4 || member == 5;
    if (jumps && modrm >> 6 == 3) {
      switches++;
      return true;
    }
    return !jumps;
  }

  private void addTarget(long index) {
    if (index >= 0 && index < code.length) {
      targets.set((int) index);
    }
  }

  private boolean readTables(ElfFile file) throws MalformedElfException {
    if (switches == 0) {
      return true;
    }
    int tables = 0;
    for (long address : addresses) {
      if (readTable(file, address)) {
        tables++;
      }
    }
    return tables >= switches;
  }

  /** Returns whether an address is that of a table with a target in this function. */
  private boolean readTable(ElfFile file, long table) throws MalformedElfException {
    boolean found = false;
    byte[] entry = new byte[ENTRY_BYTES];
    for (int i = 0; i < MAXIMUM_ENTRIES && !isCode(file, table); i++) {
      OptionalLong offset = file.offsetOf(table + (long) i * ENTRY_BYTES);
      if (offset.isEmpty() || offset.getAsLong() > file.size() - ENTRY_BYTES) {
        break;
      }
      file.read(offset.getAsLong(), entry, ENTRY_BYTES);
      long target = table + intAt(entry, 0);
      if (!isCode(file, target)) {
        break;
      }
      addTarget(target - vaddr);
      found |= target - vaddr >= 0 && target - vaddr < code.length;
    }
    return found;
  }

  private static boolean isCode(ElfFile file, long address) {
    for (Segment segment : file.segments()) {
      if (segment.isExecutable() && segment.holdsAddress(address)) {
        return true;
      }
    }
    return false;
  }

  static int intAt(byte[] bytes, int at) {
    return (bytes[at] & 0xff)
        | (bytes[at + 1] & 0xff) << 8
        | (bytes[at + 2] & 0xff) << 16
        | bytes[at + 3] << 24;
  }

  /**
   * Finds the window with the fewest other instructions.
   *
   * @param site a site's link-time address
   * @param from the link-time address before which the window may not begin
   * @return null when there is none
   */
  @Nullable Window window(long site, long from) {
    int at = (int) (site - vaddr);
    int earliest = (int) Math.max(0, from - vaddr);
    Window best = null;
    int fewest = Integer.MAX_VALUE;
    int others = 0;
    for (int start = at; start >= earliest; start = starts.previousSetBit(start - 1), others++) {
      if (start != at && !displaceable.get(start)) {
        break;
      }
      int end = end(start, at);
      if (end != 0 && isUnbroken(start, end)) {
        int count = starts.get(start, end).cardinality();
        if (count < fewest) {
          fewest = count;
          int checksum = Window.checksum(code, start, end - start);
          best = new Window(at - start, end - start, checksum);
        }
      }
      if (at - start >= Window.SMALLEST) {
        break;
      }
    }
    return best;
  }

  /** Whether an instruction begins at a link-time address. */
  boolean isStart(long address) {
    return starts.get((int) (address - vaddr));
  }

  /**
   * Finds the shortest run of instructions that can be moved elsewhere and ends where a site
   * begins, so that the site itself stays.
   *
   * @param site a site's link-time address
   * @param length the fewest bytes that it should have
   * @return how many bytes it has; fewer than wanted, or 0, when there is no more
   */
  int movableBefore(long site, int length) {
    int at = (int) (site - vaddr);
    int start = at;
    while (at - start < length && start > 0) {
      int previous = starts.previousSetBit(start - 1);
      boolean jumpedOver = start != at && targets.get(start);
      if (jumpedOver || !displaceable.get(previous)) {
        break;
      }
      start = previous;
    }
    return at - start;
  }

  /**
   * Finds bytes that are never executed: behind the end of a path, to align what follows.
   *
   * @param near a link-time address
   * @param distance how far they may be from it
   * @param size how many bytes are wanted
   * @return their link-time address, or -1
   */
  long padding(long near, int distance, int size) {
    int at = (int) (near - vaddr);
    int from = Math.max(0, at - distance);
    int to = Math.min(code.length, at + distance);
    for (int end = ends.nextSetBit(from); end >= 0 && end < to; end = ends.nextSetBit(end + 1)) {
      int start = next(end);
      int after = start;
      while (after < code.length && nops.get(after)) {
        after = next(after);
      }
      int target = targets.nextSetBit(start);
      if (after - start >= size && start + size <= to && (target < 0 || target >= start + size)) {
        return vaddr + start;
      }
    }
    return -1;
  }

  /** Returns the checksum of bytes, for the code may have changed since. */
  int checksum(long from, int length) {
    return Window.checksum(code, (int) (from - vaddr), length);
  }

  /** The nearest end of a window, or 0. */
  private int end(int start, int site) {
    int end = next(site);
    while (end - start < Window.SMALLEST) {
      if (end >= code.length || !displaceable.get(end)) {
        return 0;
      }
      end = next(end);
    }
    return end;
  }

  /** The index behind the instruction at an index. */
  private int next(int at) {
    int next = starts.nextSetBit(at + 1);
    return next < 0 ? code.length : next;
  }

  private boolean isUnbroken(int start, int end) {
    int target = targets.nextSetBit(start + 1);
    return target < 0 || target >= end;
  }
}
