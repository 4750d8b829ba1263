package dev.reprise.kernel.spin;

import dev.reprise.binary.Effect;
import dev.reprise.binary.InstructionLengths;
import dev.reprise.binary.MemoryOperand;
import dev.reprise.kernel.AddressSpace;
import dev.reprise.kernel.GuestEvent;
import dev.reprise.kernel.GuestThread;
import dev.reprise.linux.UserRegs;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds out, one instruction at a time, whether a thread runs in circles: whether its registers and
 * all memory return to what they were.
 *
 * <p>Nobody else runs meanwhile, so that a thread which has come back to a former state will do so
 * for ever. Which memory the thread may have changed is known from its instructions; one whose
 * effects are not known, or which might be an event, ends the search. The search compares with one
 * former state, the anchor, and moves the anchor on at growing distances (Brent's algorithm), so
 * that it finds circles of any length.
 */
final class LoopSearch {
  private static final int FIRST_DISTANCE = 4;

  /** The hint for loops that wait is worth a longer look: the loop may wait longer each time. */
  private static final int GROWTH_AFTER_PAUSE = 64;

  private static final int MOST_STEPS_AFTER_PAUSE = 60_000;

  /** Instructions in a loop that may be called small. */
  private static final int SMALL = 48;

  private static final int ENOUGH_TO_TELL = 200;

  /** Where the processor's own words in the legacy part of XSAVE's format begin, and the header. */
  private static final int LEGACY_END = 464;

  private static final int EXTENDED_START = 576;

  private final GuestThread thread;
  private final @Nullable Set<Long> known;
  private final boolean counts;
  private final boolean mayGrow;
  private final Map<Long, Effect> effects = new HashMap<>();

  /** How often each instruction was executed since the anchor, by address. */
  private TreeMap<Long, Integer> visits = new TreeMap<>();

  private Footprint touched;
  private CpuState anchor;
  private byte[] anchorVectors;
  private int steps;
  private boolean paused;
  private @Nullable GuestEvent event;

  private LoopSearch(
      GuestThread thread, @Nullable Set<Long> known, boolean counts, boolean mayGrow) {
    this.thread = thread;
    this.known = known;
    this.counts = counts;
    this.mayGrow = mayGrow;
    this.touched = new Footprint(thread.memory());
    this.anchor = CpuState.of(thread);
    this.anchorVectors = vectors();
  }

  /**
   * A search at a time that does not depend on the program alone. Loops whose pauses are counted it
   * does not find: they are found after so many pauses.
   */
  static LoopSearch atAnyTime(GuestThread thread) {
    return new LoopSearch(thread, null, true, true);
  }

  /** A search at a time that depends on the program alone. */
  static LoopSearch atEvent(GuestThread thread) {
    return new LoopSearch(thread, null, false, false);
  }

  /** As {@link #atEvent}, but the thread must not leave some instructions. */
  static LoopSearch within(Set<Long> known, GuestThread thread) {
    return new LoopSearch(thread, known, false, true);
  }

  /** What ended the search before its end, or null. */
  @Nullable GuestEvent event() {
    return event;
  }

  /** The addresses of the instructions of the circle that was found. */
  Set<Long> instructions() {
    return visits.keySet();
  }

  /** Whether the thread has been in a small loop all the time, though not in a circle. */
  boolean isInSmallLoop() {
    return steps >= ENOUGH_TO_TELL && effects.size() <= SMALL;
  }

  /**
   * Searches.
   *
   * @param budget how many instructions may be looked at, unless a pause is among them
   * @return the circle, at whose meeting place the thread then is; null when none was found
   */
  @Nullable Circle run(int budget) {
    int distance = FIRST_DISTANCE;
    int length = 0;
    while (steps < limit(budget)) {
      if (!stepAndNote()) {
        return null;
      }
      length++;
      if (isAtAnchor()) {
        return meet(length);
      }
      if (length == distance) {
        moveAnchor();
        length = 0;
        distance *= 2;
      }
    }
    return null;
  }

  private int limit(int budget) {
    return paused && mayGrow && budget < MOST_STEPS_AFTER_PAUSE
        ? Math.min(budget * GROWTH_AFTER_PAUSE, MOST_STEPS_AFTER_PAUSE)
        : budget;
  }

  private void moveAnchor() {
    anchor = CpuState.of(thread);
    anchorVectors = vectors();
    touched = new Footprint(thread.memory());
    visits = new TreeMap<>();
  }

  private boolean isAtAnchor() {
    return anchor.isPresent(thread)
        && !touched.isTooLarge()
        && touched.image().isPresent(thread.memory())
        && Arrays.equals(anchorVectors, vectors());
  }

  /** The registers which an instruction can see; the format has room for more. */
  private byte[] vectors() {
    byte[] state = thread.extendedState();
    Arrays.fill(
        state,
        Math.min(LEGACY_END, state.length),
        Math.min(EXTENDED_START, state.length),
        (byte) 0);
    return state;
  }

  private boolean stepAndNote() {
    long pc = thread.register(UserRegs.RIP);
    if (known != null ? !known.contains(pc) : counts && AddressSpace.isHidden(pc, pc + 1)) {
      return false;
    }
    Effect effect = effects.get(pc);
    if (effect == null) {
      effect = decode(pc);
      if (effect == null) {
        return false;
      }
      effects.put(pc, effect);
    }
    note(pc, effect);
    return step();
  }

  private boolean step() {
    event = thread.step();
    steps++;
    return event == null;
  }

  private @Nullable Effect decode(long pc) {
    byte[] code = new byte[InstructionLengths.MAXIMUM];
    int readable = thread.memory().peek(pc, code, 0, code.length);
    return Effect.of(code, readable);
  }

  private void note(long pc, Effect effect) {
    paused |= effect.isPause();
    visits.merge(pc, 1, Integer::sum);
    // Code is memory, too.
    touched.touch(pc, effect.length());
    for (MemoryOperand operand : effect.operands()) {
      long address =
          operand.address(
              number -> thread.register(UserRegs.byEncoding(number)),
              pc + effect.length(),
              segmentBase(operand.segment()));
      if (address != AddressSpace.PAUSES_LEFT) {
        touched.touch(address, operand.size());
      }
    }
  }

  private long segmentBase(MemoryOperand.Segment segment) {
    return switch (segment) {
      case FLAT -> 0;
      case FS -> thread.register(UserRegs.FS_BASE);
      case GS -> thread.register(UserRegs.GS_BASE);
    };
  }

  /**
   * Brings the thread to the one state of its circle which does not depend on where the search
   * began: at the instruction which is executed least often, among those the one at the lowest
   * address, and if it is executed several times, with the smallest registers and memory.
   */
  private @Nullable Circle meet(int length) {
    long place = 0;
    int fewest = Integer.MAX_VALUE;
    for (Map.Entry<Long, Integer> visit : visits.entrySet()) {
      if (visit.getValue() < fewest) {
        place = visit.getKey();
        fewest = visit.getValue();
      }
    }
    Circle best = fewest == 1 ? null : smallest(place, length);
    if (event != null) {
      return null;
    }
    for (int i = 0; i < length; i++) {
      if (isMeetingPlace(place, best)) {
        return circle();
      }
      if (!step()) {
        return null;
      }
    }
    // It went on otherwise, which only interference from outside of the run can cause.
    return null;
  }

  private boolean isMeetingPlace(long place, @Nullable Circle wanted) {
    return thread.register(UserRegs.RIP) == place && (wanted == null || wanted.isPresent(thread));
  }

  private @Nullable Circle smallest(long place, int length) {
    Circle best = null;
    for (int i = 0; i < length; i++) {
      if (thread.register(UserRegs.RIP) == place) {
        Circle here = circle();
        best = best == null || here.compareTo(best) < 0 ? here : best;
      }
      if (!step()) {
        return null;
      }
    }
    return best;
  }

  private Circle circle() {
    return new Circle(CpuState.of(thread), touched.image().now(thread.memory()));
  }
}
