package dev.reprise.engine;

import dev.reprise.kernel.Outside.Patience;
import dev.reprise.kernel.Task;
import dev.reprise.linux.ReadsHost;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Brings a guest back that makes no event for long while others are there: it may be waiting for
 * them in a loop.
 *
 * <p>A thread of its own looks from time to time whether there was an event since its last look, so
 * that events themselves cost nothing. A guest that is found to compute is looked at less and less
 * often; after one was found to wait, the next is looked at soon. Neither changes what comes of it.
 */
@ReadsHost("When a guest is looked at does not matter: a loop that waits has one meeting place.")
final class StallTimer implements AutoCloseable {
  /** For tests: the time in milliseconds after which a guest is looked at, always the same. */
  static final String DELAY_PROPERTY = "reprise.stall.delay.millis";

  private static final long MILLISECOND = 1_000_000;
  private static final long SHORTEST = MILLISECOND / 10;
  private static final long ORDINARY = 10 * MILLISECOND;
  private static final long LONGEST_FIRST = 200 * MILLISECOND;
  private static final long LONGEST = 1000 * MILLISECOND;

  private static final int FEW_STEPS = 64;
  private static final int MORE_STEPS = 256;

  /** The first long look, and after how many times its stretch the next ones follow. */
  private static final long FIRST_LONG_LOOK = 5000 * MILLISECOND;

  private static final int LONG_LOOK_STEPS = 5000;
  private static final int LONG_LOOK_GROWTH = 4;

  private final Runnable stop;
  private final long fixedDelay = Long.getLong(DELAY_PROPERTY, 0) * MILLISECOND;
  private Circling circling = (task, how, stalled) -> {};
  private @Nullable Thread thread;
  private volatile boolean closed;

  /** The stretches between two events are counted, so that their ends are seen. */
  private volatile long stretch;

  private volatile Patience patience = Patience.ENDLESS;
  private volatile long firstDelay = ORDINARY;

  /** Of the present stretch: for how long it has gone on, and when the next long look is due. */
  private volatile long stalledNanos;

  private boolean looked;
  private long longLookAt = FIRST_LONG_LOOK;
  private int longLookSteps = LONG_LOOK_STEPS;

  /** Is told of a task that runs in a small loop, but not in circles. */
  @FunctionalInterface
  interface Circling {
    void isCircling(Task task, Patience patience, Duration stalled);
  }

  StallTimer(Runnable stop) {
    this.stop = stop;
  }

  /** Says who is told of loops that are not understood. */
  void onCircling(Circling receiver) {
    circling = receiver;
  }

  /**
   * Looks at the first guest sooner or later than usual, as a circumstance that must not matter.
   */
  void vary(int noise) {
    firstDelay = ORDINARY + noise * 7 * MILLISECOND;
  }

  /** A guest is about to run to its next event. */
  @SuppressWarnings("NonAtomicVolatileUpdate") // The run's thread alone counts.
  void begin(Patience newPatience) {
    if (newPatience != patience) {
      patience = newPatience;
    }
    stretch++;
    if (looked) {
      looked = false;
      longLookAt = FIRST_LONG_LOOK;
      longLookSteps = LONG_LOOK_STEPS;
    }
    if (thread == null && newPatience != Patience.ENDLESS) {
      thread = Thread.ofPlatform().name("reprise-stall-timer").daemon().start(this::watch);
    }
  }

  /** How many instructions the guest, which has just been brought back, may be looked at. */
  int steps() {
    looked = true;
    long stalled = stalledNanos;
    if (stalled >= longLookAt) {
      int steps = longLookSteps;
      longLookAt *= LONG_LOOK_GROWTH;
      longLookSteps *= LONG_LOOK_GROWTH;
      return steps;
    }
    return stalled > ORDINARY * 10 ? MORE_STEPS : FEW_STEPS;
  }

  /** The guest was looked at. */
  void lookedAt(Task task, boolean spins, boolean smallLoop) {
    if (spins) {
      firstDelay = SHORTEST;
    } else {
      firstDelay = Math.max(ORDINARY, Math.min(2 * firstDelay, LONGEST_FIRST));
      if (smallLoop) {
        circling.isCircling(task, patience, Duration.ofNanos(stalledNanos));
      }
    }
  }

  private void watch() {
    long seen = -1;
    long start = System.nanoTime();
    long due = 0;
    while (!closed) {
      long now = System.nanoTime();
      if (stretch != seen || patience == Patience.ENDLESS) {
        seen = stretch;
        start = now;
        due = now + first();
        relax();
      } else if (now - due >= 0) {
        stalledNanos = now - start;
        stop.run();
        due = now + again(now - start);
      }
      LockSupport.parkNanos(due - now);
    }
  }

  private long first() {
    if (fixedDelay != 0) {
      return fixedDelay;
    }
    return patience == Patience.SHORT ? firstDelay : LONGEST;
  }

  private long again(long stalled) {
    return fixedDelay != 0 ? fixedDelay : Math.min(Math.max(stalled, ORDINARY), LONGEST);
  }

  /** Events come: there is less and less reason to look soon. */
  private void relax() {
    long delay = firstDelay;
    if (delay < ORDINARY) {
      firstDelay = delay + delay / 16;
    }
  }

  @Override
  public void close() {
    closed = true;
    if (thread != null) {
      LockSupport.unpark(thread);
    }
  }
}
