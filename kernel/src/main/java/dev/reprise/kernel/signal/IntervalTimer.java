package dev.reprise.kernel.signal;

import dev.reprise.kernel.Kernel;
import dev.reprise.kernel.time.TimerQueue;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A timer of a process, on virtual time or on the virtual CPU time of a process or thread.
 *
 * <p>A repeating timer counts on only when its signal has been taken, as on Linux: a signal which
 * is blocked for ever then cannot keep a run alive that has nothing else to do.
 */
abstract class IntervalTimer {
  private final Kernel kernel;
  private final @Nullable LongSupplier cpuTime;
  private final TimerQueue.Timer alarm =
      new TimerQueue.Timer() {
        @Override
        protected void fire() {
          expire();
        }
      };

  private boolean armed;
  private boolean awaitsTaking;
  private long deadlineNanos;
  private long intervalNanos;

  /** A timer on the clock {@code cpuTime}, or on monotonic time when that is null. */
  IntervalTimer(Kernel kernel, @Nullable LongSupplier cpuTime) {
    this.kernel = kernel;
    this.cpuTime = cpuTime;
  }

  /** The timer's moment has come: it sends its signal. */
  protected abstract void expired();

  /** Whether it never sends anything and is only looked at. */
  protected boolean isSilent() {
    return false;
  }

  final long nowNanos() {
    return cpuTime == null ? kernel.clock().monotonicNanos() : cpuTime.getAsLong();
  }

  /** Arms it for a moment of its clock; {@code interval} 0 for once. */
  final void arm(long deadline, long interval) {
    disarm();
    armed = true;
    deadlineNanos = deadline;
    intervalNanos = interval;
    schedule();
  }

  final void disarm() {
    armed = false;
    awaitsTaking = false;
    kernel.timers().disarm(alarm);
  }

  private void schedule() {
    if (cpuTime == null && !isSilent()) {
      kernel.timers().arm(alarm, deadlineNanos);
    }
  }

  /** Whether it may expire when CPU time passes. */
  final boolean countsCpuTime() {
    return cpuTime != null && armed;
  }

  /** CPU time has passed for the process: looks whether it is enough. */
  final void cpuTimePassed() {
    if (cpuTime != null && armed && !awaitsTaking && !isSilent() && nowNanos() >= deadlineNanos) {
      expire();
    }
  }

  private void expire() {
    if (intervalNanos == 0) {
      armed = false;
    } else {
      awaitsTaking = true;
    }
    expired();
  }

  /**
   * The signal is about to be told to the guest: a repeating timer counts on.
   *
   * @return how many further periods have passed unseen
   */
  final int taken() {
    if (!awaitsTaking) {
      return 0;
    }
    awaitsTaking = false;
    long missed = Math.max(0, (nowNanos() - deadlineNanos) / intervalNanos);
    deadlineNanos += (missed + 1) * intervalNanos;
    schedule();
    return (int) Math.min(missed, Integer.MAX_VALUE);
  }

  /** The time until it expires next; 0 when it is not armed. */
  final long remainingNanos() {
    if (!armed) {
      return 0;
    }
    long left = deadlineNanos - nowNanos();
    if (left <= 0 && intervalNanos != 0) {
      left = intervalNanos - -left % intervalNanos;
    }
    // Linux never tells 0 of an armed timer, which would mean that it is not; a silent one may be
    // over.
    return left > 0 ? left : isSilent() ? 0 : 1;
  }

  final long intervalNanos() {
    return intervalNanos;
  }
}
