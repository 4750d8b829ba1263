package dev.reprise.guest;

import dev.reprise.linux.SharedMemory;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an address space has of the {@link FastPath}: its area of shared memory, and which call
 * sites have stubs.
 */
public final class FastSpace {
  /** The address of the slot of the thread that runs. */
  private static final int RUNNING = 0;

  /** Where in an area the slots end, and bytes are that are copied. */
  private static final int BUFFER = 0x2000;

  private static final byte SHORT_JUMP = (byte) 0xEB;
  static final int LONG_JUMP = 0xE9;

  private final FastPath path;
  private final BitSet slots = new BitSet();
  private final Map<Long, Long> siteByTrap = new HashMap<>();
  private final Map<Long, Long> stubBySite = new HashMap<>();
  private long codeEnd;
  private int area = -1;
  private boolean foreseeing;
  private long @Nullable [] told;

  /** How many threads have the memory. */
  private int threads = 1;

  FastSpace(FastPath path) {
    this.path = path;
  }

  /** What a copy of the memory has: the stubs, but no area until it gets its own. */
  FastSpace copy() {
    FastSpace copy = new FastSpace(path);
    copy.siteByTrap.putAll(siteByTrap);
    copy.stubBySite.putAll(stubBySite);
    copy.codeEnd = codeEnd;
    return copy;
  }

  FastPath path() {
    return path;
  }

  /** Whether calls can come through shared memory. */
  boolean isOpen() {
    return area >= 0;
  }

  void open(int newArea) {
    area = newArea;
    codeEnd = Math.max(codeEnd, path.place().code() + path.commonCode().length);
    path.memory().putLong(area + RUNNING, 0);
    path.memory().putLong(area + ForeseenCalls.MOST, 0);
    told = null;
  }

  /** Whether an address is in the code of ours. */
  boolean holds(long address) {
    return address >= path.place().code() && address < path.place().shared();
  }

  /**
   * The call site whose stub makes its call at an address.
   *
   * @return null when there is none
   */
  @Nullable Long siteOfTrap(long trap) {
    return siteByTrap.get(trap);
  }

  /** Takes a slot, or -1 when there is none left. */
  int takeSlot() {
    int most = BUFFER / StubCode.SLOT_BYTES - 1;
    int slot = slots.nextClearBit(0);
    if (slot >= most) {
      return -1;
    }
    slots.set(slot);
    return area + (slot + 1) * StubCode.SLOT_BYTES;
  }

  /** One thread more has the memory. */
  void join() {
    threads++;
  }

  /**
   * A thread has the memory no longer.
   *
   * @param slot of the thread, or -1
   */
  void leave(int slot) {
    if (slot >= 0) {
      slots.clear((slot - area) / StubCode.SLOT_BYTES - 1);
    }
    if (--threads == 0 && isOpen()) {
      path.giveArea(area);
      area = -1;
    }
  }

  /** Says whose calls come next: the thread's of a slot, or, with -1, nobody's. */
  void setRunning(int slot) {
    SharedMemory memory = path.memory();
    memory.putLong(area + RUNNING, slot < 0 ? 0 : guestAddress(slot));
  }

  /** Where in the file bytes are that are copied. */
  int buffer() {
    return area + BUFFER;
  }

  /** How many bytes can be copied at a time. */
  int bufferBytes() {
    return ForeseenCalls.NOTES - BUFFER;
  }

  /**
   * Lets calls be answered by the threads themselves.
   *
   * @param constants an array which does not change
   */
  void foresee(int most, long[] clocks, long[] constants) {
    SharedMemory memory = path.memory();
    for (int i = 0; i < clocks.length; i++) {
      memory.putLong(area + ForeseenCalls.clock(i), clocks[i]);
    }
    if (constants != told) {
      told = constants;
      for (int i = 0; i < constants.length; i++) {
        memory.putLong(area + ForeseenCalls.constant(i), constants[i]);
      }
    }
    memory.putLong(area + ForeseenCalls.MOST, most);
    foreseeing = true;
  }

  /** Lets them do so no longer, and returns how many calls they have answered. */
  int foreseen() {
    if (!foreseeing) {
      return 0;
    }
    foreseeing = false;
    int answered = path.memory().word(area + ForeseenCalls.ANSWERED);
    path.memory().putLong(area + ForeseenCalls.MOST, 0);
    return answered;
  }

  /** A word of the note of a call: its number, its first argument or its second. */
  long note(int call, int word) {
    int note = area + ForeseenCalls.NOTES + (call << ForeseenCalls.NOTE_SHIFT);
    return path.memory().getLong(note + word * Long.BYTES);
  }

  /** Where the threads have a slot, or the bytes. */
  long guestAddress(int slot) {
    return path.place().shared() + slot - area;
  }

  /** Whether a site has a stub. */
  public boolean hasStub(long site) {
    return stubBySite.containsKey(site);
  }

  /**
   * Where a stub would begin; there must be room for it, and all code must be within reach.
   *
   * @return -1 when there is no room
   */
  long place(long site, int moved) {
    long room = path.place().shared() - codeEnd;
    boolean near = Math.abs(site - path.place().code()) < 0x7fff_0000L;
    return near && room >= StubCode.SITE_STUB_BYTES + moved ? codeEnd : -1;
  }

  /** Makes the stub of a site; its code is to be written to where {@link #place} has said. */
  byte[] stub(long site, byte[] moved) {
    FastPath.Place at = path.place();
    StubCode.SiteStub stub =
        StubCode.of(codeEnd, moved, at.flag(), at.code() + StubCode.ENTRY, site);
    siteByTrap.put(stub.trap(), site);
    stubBySite.put(site, codeEnd);
    codeEnd += stub.code().length;
    return stub.code();
  }

  /** The bytes of a jump, filled up with breakpoints. */
  static byte[] longJump(long from, long to, int length) {
    byte[] jump = new dev.reprise.binary.Assembler().branch(LONG_JUMP, from, to).code();
    byte[] bytes = Arrays.copyOf(jump, Math.max(length, jump.length));
    Arrays.fill(bytes, jump.length, bytes.length, (byte) 0xCC);
    return bytes;
  }

  /** The same for a jump of two bytes. */
  static byte[] shortJump(long from, long to, int length) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) 0xCC);
    bytes[0] = SHORT_JUMP;
    bytes[1] = (byte) (to - (from + 2));
    return bytes;
  }
}
