package dev.reprise.guest;

import dev.reprise.linux.Linux;
import dev.reprise.linux.Nr;
import dev.reprise.linux.SharedMemory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * System calls of guests that reach the tracer through shared memory, which takes a fraction of a
 * microsecond where a stop takes ten and more.
 *
 * <p>Each address space that takes part has an area of a file in memory with a slot for each of its
 * threads ({@link FastSpace}). A call that comes this way looks like one at which the thread has
 * stopped ({@link Tracee}), so that nobody else need know. Used by the run's thread alone.
 */
public final class FastPath {
  private static final int FUTEX_WAKE = 1;

  /** How many address spaces can take part at a time. */
  private static final int AREAS = 4096;

  /**
   * Where guests have what is needed.
   *
   * @param flag the address of a word of private memory that says whether the calls come this way
   * @param code where the machine code begins
   * @param shared where the shared memory begins
   * @param end the first address after it
   */
  public record Place(long flag, long code, long shared, long end) {
    int areaBytes() {
      return (int) (end - shared);
    }
  }

  private final Place place;
  private final SeccompFilter filter;
  private final ForeseenCalls foreseen;
  private @Nullable StubCode code;
  private final Path file;
  private final byte[] guestFile;
  private final BitSet used = new BitSet();
  private @Nullable SharedMemory memory;

  /** The thread whose answer is not given yet, and which looks for it. */
  private @Nullable FastThread asking;

  /**
   * The fast path of a run, which costs nothing until it is used.
   *
   * @param filter which calls stop
   * @param foreseen which calls threads can answer themselves
   * @param file the name under which this process makes the shared file
   * @param guestFile the name under which guests find it
   */
  public FastPath(
      Place place, SeccompFilter filter, ForeseenCalls foreseen, Path file, byte[] guestFile) {
    this.place = place;
    this.filter = filter;
    this.foreseen = foreseen;
    this.file = file;
    this.guestFile = guestFile;
  }

  /** The addresses at which calls are made for us, which the filter has to let pass. */
  public static List<Long> gates(Place place) {
    return List.of(
        place.code() + StubCode.SLEEP_GATE,
        place.code() + StubCode.EXECUTE_GATE,
        place.code() + StubCode.WAKE_GATE);
  }

  Place place() {
    return place;
  }

  byte[] guestFile() {
    return guestFile.clone();
  }

  /** What all address spaces have at the beginning of their code. */
  byte[] commonCode() {
    return code().common();
  }

  /** Where a thread is which copies bytes for us. */
  long copying() {
    return place.code() + code().copying();
  }

  /**
   * Whether a thread there, which is in our code, may come back to its program without an event.
   */
  boolean mayReturn(long address) {
    int offset = (int) (address - place.code());
    return offset >= code().common().length || code().mayReturn(offset);
  }

  /** Where a thread goes on whose program has given a bad address for the time, or 0. */
  long withoutTelling(long address) {
    return code().isTelling((int) (address - place.code())) ? place.code() + code().asking() : 0;
  }

  private StubCode code() {
    StubCode known = code;
    if (known == null) {
      known = new StubCode(filter.allowedNumbers(), foreseen, place.shared());
      code = known;
    }
    return known;
  }

  /** Whether a call of a thread's own would stop. */
  boolean stops(long nr, Tracee tracee) {
    return filter.stops(nr, tracee::register);
  }

  SharedMemory memory() {
    SharedMemory known = memory;
    if (known == null) {
      throw new IllegalStateException("the fast path has no memory yet");
    }
    return known;
  }

  /**
   * Takes an area for an address space.
   *
   * @return its offset in the file, or -1 when there is none
   */
  int takeArea() {
    try {
      if (memory == null) {
        memory = new SharedMemory(file, AREAS * place.areaBytes());
      }
    } catch (IOException full) {
      return -1;
    }
    int area = used.nextClearBit(0);
    if (area == AREAS) {
      return -1;
    }
    used.set(area);
    return area * place.areaBytes();
  }

  void giveArea(int offset) {
    used.clear(offset / place.areaBytes());
  }

  /** Tells a thread what to do; it may have to be woken for it. */
  void tell(int slot, int state) {
    if (exchange(slot, state)) {
      Linux.call(Nr.FUTEX, memory().address() + slot + StubCode.STATE, FUTEX_WAKE, 1, 0);
    }
  }

  /** Returns whether the thread has to be woken. */
  private boolean exchange(int slot, int state) {
    int before = memory().exchange(slot + StubCode.STATE, state);
    return before == StubCode.SLEEPS || before == StubCode.PARK || before == StubCode.HAND_OVER;
  }

  /**
   * Lets a thread run that asks. If another one looks for its answer, it makes room, and wakes the
   * thread where it can: on its own core, that takes a fraction of what it would take from here.
   */
  void answer(FastThread thread, int slot, int state) {
    FastThread other = asking;
    asking = null;
    if (other == null || other == thread) {
      tell(slot, state);
    } else if (!other.sharesAreaWith(thread)) {
      other.park();
      tell(slot, state);
    } else if (!exchange(slot, state)) {
      other.park();
    } else if (!other.handOver(slot)) {
      Linux.call(Nr.FUTEX, memory().address() + slot + StubCode.STATE, FUTEX_WAKE, 1, 0);
    }
  }

  /** A thread is about to run that was stopped, for which another one may have to make room. */
  void runs(FastThread thread) {
    FastThread other = asking;
    if (other != null && other != thread) {
      other.park();
    }
    asking = null;
  }

  /** A thread looks for its answer. */
  void asks(FastThread thread) {
    asking = thread;
  }
}
