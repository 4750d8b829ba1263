package dev.reprise.kernel.cpu;

import dev.reprise.binary.Assembler;
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
 * The code of ours in an address space: the routines, and for each window a stub. That is the
 * window's instructions with a call of a routine in place of cpuid or rdtsc; for pause the call
 * comes before them, so that the thread can be put back to where the window begins.
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

  /** Where pauses were displaced, by where their stub goes on after it has counted. */
  private final TreeMap<Long, Long> pauses = new TreeMap<>();

  private long end = AddressSpace.STUBS_START;

  /** What is to be written at the end. */
  private Assembler pending = new Assembler();

  StubArea copy() {
    StubArea copy = new StubArea();
    copy.displaced.putAll(displaced);
    copy.pauses.putAll(pauses);
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

  /**
   * The address of the window whose stub has called the routine for pauses.
   *
   * @param returnAddress the address to which the call returns
   * @return null when it is none of ours
   */
  @Nullable Long pausedWindow(long returnAddress) {
    return pauses.get(returnAddress);
  }

  /** Whether any pause was displaced. */
  boolean countsPauses() {
    return !pauses.isEmpty();
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
  @Nullable DisplacedCode displace(long address, byte[] original, Site site, Routines routines) {
    if (Math.abs(address - AddressSpace.STUBS_START) > REACH) {
      return null;
    }
    DisplacedCode known = displaced.get(address);
    if (known != null && Arrays.equals(known.original(), original)) {
      // The file was unmapped and is back at its place, for which the stub was made.
      return known;
    }
    if (end == AddressSpace.STUBS_START && pending.size() == 0) {
      routines.addTo(pending);
    }
    long stub = end + pending.size();
    int length = original.length + SKIP_RED_ZONE.length + UNSKIP_RED_ZONE.length + 16;
    if (stub + length > AddressSpace.STUBS_END) {
      return null;
    }
    addStub(address, original, site, routines.address(site.kind()));
    Assembler jump = new Assembler().branch(JMP, address, stub);
    while (jump.size() < original.length) {
      jump.bytes(CodePatcher.BREAKPOINT);
    }
    DisplacedCode code = new DisplacedCode(address, original, jump.code());
    displaced.put(address, code);
    return code;
  }

  private void addStub(long address, byte[] original, Site site, long routine) {
    boolean pauses = site.kind() == Site.Kind.PAUSE;
    Window window = site.window();
    int before = window == null || pauses ? 0 : window.before();
    pending.move(original, 0, before, address, end);
    pending.bytes(SKIP_RED_ZONE).branch(CALL, end, routine);
    if (pauses) {
      this.pauses.put(end + pending.size(), address);
    }
    int rest = pauses ? 0 : before + site.length();
    pending.bytes(UNSKIP_RED_ZONE);
    pending.move(original, rest, original.length, address, end);
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

  /**
   * Stubs for code in a range.
   *
   * @param start where they begin
   */
  record Addition(
      long start,
      byte[] code,
      TreeMap<Long, DisplacedCode> displaced,
      TreeMap<Long, Long> pauses) {}

  /** Where the next stubs go, if none are to be written. */
  long end() {
    return end;
  }

  /** What {@link #write} will write, which is all for code in a range. */
  Addition pending(long from, long to) {
    return new Addition(
        end,
        pending.code(),
        new TreeMap<>(displaced.subMap(from, to)),
        new TreeMap<>(pauses.tailMap(end)));
  }

  /** Writes stubs which another address space has at the same place. */
  void add(Addition addition, GuestThread thread) {
    displaced.putAll(addition.displaced);
    pauses.putAll(addition.pauses);
    if (addition.code.length != 0) {
      thread.writeCode(end, addition.code);
      end += addition.code.length;
    }
  }
}
