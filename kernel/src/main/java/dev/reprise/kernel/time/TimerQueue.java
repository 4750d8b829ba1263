package dev.reprise.kernel.time;

import java.util.TreeSet;

/** The armed timers of a run, ordered by deadline and, among equals, by the order of arming. */
public final class TimerQueue {
  /** Something that happens at a moment of virtual time. */
  public abstract static class Timer {
    private long deadlineNanos;
    private long sequence = -1;

    /** The timer's moment has come; it is no longer armed and may arm itself anew. */
    protected abstract void fire();

    /** The moment, in monotonic nanoseconds, of an armed timer. */
    public final long deadlineNanos() {
      return deadlineNanos;
    }

    /** Whether it is armed. */
    public final boolean isArmed() {
      return sequence >= 0;
    }
  }

  private final TreeSet<Timer> armed =
      // The library's comparators cost each start of the JVM milliseconds.
      new TreeSet<>(TimerQueue::compare);
  private long nextSequence;

  private static int compare(Timer a, Timer b) {
    int byDeadline = Long.compare(a.deadlineNanos, b.deadlineNanos);
    return byDeadline != 0 ? byDeadline : Long.compare(a.sequence, b.sequence);
  }

  /** Arms a timer for a moment of monotonic time; an armed one is moved. */
  public void arm(Timer timer, long deadlineNanos) {
    disarm(timer);
    timer.deadlineNanos = deadlineNanos;
    timer.sequence = nextSequence++;
    armed.add(timer);
  }

  /** Disarms a timer, if it is armed. */
  public void disarm(Timer timer) {
    if (timer.isArmed()) {
      armed.remove(timer);
      timer.sequence = -1;
    }
  }

  /** The earliest deadline, or {@code Long.MAX_VALUE}. */
  public long earliestNanos() {
    return armed.isEmpty() ? Long.MAX_VALUE : armed.getFirst().deadlineNanos;
  }

  /** Fires all timers which are due. */
  public void fireDue(long nowNanos) {
    while (!armed.isEmpty() && armed.getFirst().deadlineNanos <= nowNanos) {
      Timer timer = armed.getFirst();
      disarm(timer);
      timer.fire();
    }
  }
}
