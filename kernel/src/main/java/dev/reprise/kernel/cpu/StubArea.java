package dev.reprise.kernel.cpu;

import dev.reprise.binary.Site;
import dev.reprise.binary.Window;
import dev.reprise.kernel.AddressSpace;
import dev.reprise.kernel.GuestThread;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The code of ours in an address space: the routine that answers cpuid, and for each window a stub,
 * which is the window's instructions with a call of the routine in place of cpuid.
 *
 * <p>A stub leaves alone the 128 bytes below the stack pointer, in which functions may keep
 * variables. Stubs are not taken back: what a program maps is seldom mapped again elsewhere, and
 * when there is no room for another one a breakpoint does as well.
 */
final class StubArea {
  private static final int CALL = 0xe8;
  private static final int JMP = 0xe9;

  /** lea -128(%rsp), %rsp: unlike sub, it leaves the flags. */
  private static final int[] SKIP_RED_ZONE = {0x48, 0x8d, 0x64, 0x24, 0x80};

  /** lea 128(%rsp), %rsp. */
  private static final int[] UNSKIP_RED_ZONE = {0x48, 0x8d, 0xa4, 0x24, 0x80, 0, 0, 0};

  /** How far a jump leads, less the size of the area. */
  private static final long REACH = 0x7fff_0000L;

  private final TreeMap<Long, DisplacedCode> displaced = new TreeMap<>();
  private long end = AddressSpace.STUBS_START;

  /** What is to be written at the end. */
  private Assembler pending = new Assembler();

  StubArea copy() {
    StubArea copy = new StubArea();
    copy.displaced.putAll(displaced);
    copy.end = end;
    return copy;
  }

  /** The window that was displaced at an address, or null. */
  @Nullable DisplacedCode at(long address) {
    return displaced.get(address);
  }

  /** The windows that were displaced in a range. */
  Collection<DisplacedCode> within(long from, long to) {
    return List.copyOf(displaced.subMap(from, to).values());
  }

  void forget(long from, long to) {
    displaced.subMap(from, to).clear();
  }

  /**
   * Makes a stub, which {@link #write} will write.
   *
   * @param original the window's bytes
   * @return null when it is too far away or there is no room
   */
  @Nullable DisplacedCode displace(long address, byte[] original, Site site, byte[] routine) {
    if (Math.abs(address - AddressSpace.STUBS_START) > REACH) {
      return null;
    }
    DisplacedCode known = displaced.get(address);
    if (known != null && Arrays.equals(known.original(), original)) {
      // The file was unmapped and is back at its place, for which the stub was made.
      return known;
    }
    if (end == AddressSpace.STUBS_START && pending.size() == 0) {
      pending.bytes(routine, 0, routine.length);
    }
    long stub = end + pending.size();
    int length = original.length + SKIP_RED_ZONE.length + UNSKIP_RED_ZONE.length + 16;
    if (stub + length > AddressSpace.STUBS_END) {
      return null;
    }
    addStub(address, original, site);
    Assembler jump = new Assembler().branch(JMP, address, stub);
    while (jump.size() < original.length) {
      jump.bytes(CodePatcher.BREAKPOINT);
    }
    DisplacedCode code = new DisplacedCode(address, original, jump.code());
    displaced.put(address, code);
    return code;
  }

  private void addStub(long address, byte[] original, Site site) {
    Window window = site.window();
    int before = window == null ? 0 : window.before();
    pending.bytes(original, 0, before);
    pending.bytes(SKIP_RED_ZONE).branch(CALL, end, AddressSpace.STUBS_START);
    pending.bytes(UNSKIP_RED_ZONE).bytes(original, before + site.length(), original.length);
    pending.branch(JMP, end, address + original.length);
  }

  /** Writes the stubs that were made since the last time. */
  void write(GuestThread thread) {
    if (pending.size() != 0) {
      thread.writeCode(end, pending.code());
      end += pending.size();
      pending = new Assembler();
    }
  }
}
