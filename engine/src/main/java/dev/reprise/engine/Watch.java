package dev.reprise.engine;

import dev.reprise.FastPathMode;

/**
 * How a thread calls, and whether the tracer looks for the calls of a thread in shared memory,
 * instead of sleeping until the thread stops. It pays where calls come fast, and where the thread
 * has a core of its own.
 */
final class Watch {
  /** After so many events it is looked whether the thread calls often, at first. */
  private static final int ROUND = 64;

  /** So much longer each time, when that was wrong: looking for calls in vain costs more. */
  private static final int PATIENCE = 4;

  private static final int LONGEST_ROUND = ROUND * PATIENCE * PATIENCE * PATIENCE;

  /** So long a thread that calls often runs from one event to the next, the stop included. */
  private static final long OFTEN_NANOS = 30_000;

  /** A call that comes late costs as much as this many others save, as cheap as stops are. */
  private static final int LATE = 8;

  private static final int MOST = 64;

  /** So many calls which a thread could answer itself cost as much as to prepare it for that. */
  private static final int MANY_FORESEEABLE = 100;

  private final FastPathMode mode;
  private final Pinning pinning;
  private boolean often;
  private boolean watched;
  private int credit;
  private int round = ROUND;
  private int events;
  private int foreseeable;
  private long spentNanos;

  Watch(FastPathMode mode, Pinning pinning) {
    this.mode = mode;
    this.pinning = pinning;
    this.often = mode == FastPathMode.ON;
  }

  /** Whether the thread calls often. */
  boolean callsOften() {
    return often;
  }

  /** The thread has made a call which it could answer itself; returns whether it often does. */
  boolean foreseesOften() {
    return mode == FastPathMode.AUTO && ++foreseeable > MANY_FORESEEABLE;
  }

  boolean isWatched() {
    return watched;
  }

  /** The thread has got a slot, or has one and calls often again. */
  void begin(int tid) {
    if (!watched) {
      watched = true;
      credit = MOST / 2;
      pinning.keepApart(tid);
    }
  }

  /** The thread, which is watched, has made an event: by shared memory, or by a stop. */
  void arrived(int tid, boolean asks) {
    if (mode == FastPathMode.AUTO) {
      credit = asks ? Math.min(credit + 1, MOST) : credit - LATE;
      if (credit < 0) {
        watched = false;
        often = false;
        round = Math.min(round * PATIENCE, LONGEST_ROUND);
        pinning.takeBack(tid);
      }
    }
  }

  /** The thread, which is not watched, has run for so long to its event. */
  void ran(long nanos) {
    spentNanos += nanos;
    if (mode == FastPathMode.AUTO && ++events == round) {
      often = spentNanos < round * OFTEN_NANOS && pinning.hasSeveralCores();
      spentNanos = 0;
      events = 0;
    }
  }
}
