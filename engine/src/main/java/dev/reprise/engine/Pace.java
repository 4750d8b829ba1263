package dev.reprise.engine;

import dev.reprise.linux.ReadsHost;

/**
 * How long a guest thread computes between events, and on which cores it therefore is.
 *
 * <p>One that makes many calls belongs to the tracer's core. One that computes while others are
 * served belongs to any that is free.
 */
@ReadsHost("Where a thread runs has no part in what it does.")
final class Pace {
  /** So long a thread computes on average which is let go, or taken back. */
  private static final long LONG_NANOS = 150_000;

  private static final long SHORT_NANOS = 60_000;

  /** After so many events at which nobody else was served a thread is taken back. */
  private static final int ALONE = 64;

  private static final int WEIGHT = 8;

  /** Who is waited for no longer than this has been there already. */
  private static final long NO_WAIT_NANOS = 20_000;

  private final Pinning pinning;
  private final TracerClock clock;
  private long startNanos;
  private long waitNanos;
  private long averageNanos;
  private boolean aside;
  private boolean released;
  private int alone;

  Pace(Pinning pinning) {
    this.pinning = pinning;
    this.clock = pinning.clock();
  }

  /** The thread is about to run. */
  void starts(int tid) {
    aside = false;
    if (released && (averageNanos < SHORT_NANOS || alone > ALONE)) {
      released = false;
      pinning.takeBack(tid);
    }
    startNanos = clock.nanos();
  }

  /** While the thread runs, others are served. */
  void stepsAside(int tid) {
    aside = true;
    alone = 0;
    if (!released && averageNanos > LONG_NANOS) {
      released = true;
      pinning.release(tid);
    }
  }

  /** The thread is waited for. */
  void awaited() {
    if (aside) {
      waitNanos = clock.nanos();
    } else {
      alone++;
      waitNanos = startNanos;
    }
  }

  /**
   * The thread was waited for, and has arrived; returns for how long it has run, in nanoseconds.
   */
  long arrived() {
    long now = clock.nanos();
    // When somebody has arrived who was there before, nobody knows.
    if (!aside || now - waitNanos > NO_WAIT_NANOS) {
      averageNanos += (now - startNanos - averageNanos) / WEIGHT;
    }
    return now - startNanos;
  }
}
