package dev.reprise.kernel.spin;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Loops of a program in which a thread has been found to spin, so that the next one is looked at as
 * soon as it gets there. What is found then is the same; it is found earlier.
 */
public final class KnownLoops {
  /** As many as there are breakpoints in the processor. */
  private static final int MAX = 4;

  private static final int INITIAL_CREDIT = 8;
  private static final int MAX_CREDIT = 64;
  private static final int REWARD = 4;

  private final List<KnownLoop> loops = new ArrayList<>();
  private long[] places = {};

  /** A loop is worth a look at each arrival only as long as threads do spin there. */
  static final class KnownLoop {
    private final long place;
    private final Set<Long> instructions;
    private int credit = INITIAL_CREDIT;

    private KnownLoop(long place, Set<Long> instructions) {
      this.place = place;
      this.instructions = instructions;
    }

    Set<Long> instructions() {
      return instructions;
    }
  }

  /** The meeting places; another array when they have changed. */
  long[] places() {
    return places;
  }

  @Nullable KnownLoop at(long place) {
    for (KnownLoop loop : loops) {
      if (loop.place == place) {
        return loop;
      }
    }
    return null;
  }

  /** A thread spins at a place, in a loop of these instructions. */
  void found(long place, Set<Long> instructions) {
    KnownLoop loop = at(place);
    if (loop == null) {
      if (loops.size() == MAX) {
        loops.removeFirst();
      }
      loops.add(new KnownLoop(place, instructions));
      update();
    } else {
      loop.credit = Math.min(loop.credit + REWARD, MAX_CREDIT);
    }
  }

  /** A thread has come along and does not spin. */
  void passed(KnownLoop loop) {
    if (--loop.credit == 0) {
      loops.remove(loop);
      update();
    }
  }

  private void update() {
    places = new long[loops.size()];
    for (int i = 0; i < places.length; i++) {
      places[i] = loops.get(i).place;
    }
  }
}
