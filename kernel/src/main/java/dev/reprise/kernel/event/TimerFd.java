package dev.reprise.kernel.event;

import dev.reprise.kernel.Bytes;
import dev.reprise.kernel.Call;
import dev.reprise.kernel.Kernel;
import dev.reprise.kernel.Task;
import dev.reprise.kernel.fd.GuestBuffer;
import dev.reprise.kernel.fd.OpenFile;
import dev.reprise.kernel.time.TimerQueue;
import dev.reprise.linux.Errno;

/**
 * A timer to wait for: timerfd_create(2).
 *
 * <p>A periodic timer that has expired is armed again only when it is read, and the expirations
 * between are counted then, as Linux does: else time would go on by itself while nobody looks.
 */
final class TimerFd extends OpenFile {
  private static final int WORD = 8;

  private final Kernel kernel;
  private final int clock;
  private final TimerQueue.Timer timer =
      new TimerQueue.Timer() {
        @Override
        protected void fire() {
          expired = true;
          changed(READABLE);
        }
      };
  private boolean expired;
  private long nextNanos;
  private long intervalNanos;

  TimerFd(Kernel kernel, int clock, int flags) {
    super(2 | flags);
    this.kernel = kernel;
    this.clock = clock;
  }

  /** The clock's number. */
  int clock() {
    return clock;
  }

  @Override
  public String name() {
    return "anon_inode:[timerfd]";
  }

  /** Arms it for a moment of monotonic time, and then for each interval. */
  void arm(long deadlineNanos, long interval) {
    expired = false;
    nextNanos = deadlineNanos;
    intervalNanos = interval;
    kernel.timers().arm(timer, deadlineNanos);
  }

  void disarm() {
    expired = false;
    intervalNanos = 0;
    kernel.timers().disarm(timer);
  }

  /** Nanoseconds to the next expiration; 0 when it is not armed. */
  long leftNanos() {
    long now = kernel.clock().monotonicNanos();
    if (timer.isArmed()) {
      return Math.max(1, nextNanos - now);
    }
    if (expired && intervalNanos > 0) {
      return intervalNanos - (now - nextNanos) % intervalNanos;
    }
    return 0;
  }

  long intervalNanos() {
    return intervalNanos;
  }

  @Override
  public int readiness(Task asking) {
    return expired ? READABLE : 0;
  }

  @Override
  public long read(Call call, GuestBuffer into, long position) {
    if (position >= 0) {
      return -Errno.ESPIPE;
    }
    if (into.length() < WORD) {
      return -Errno.EINVAL;
    }
    if (!expired) {
      return isNonblocking()
          ? -Errno.EAGAIN
          : call.block("read of a timerfd", Call.NEVER, readinessChanged());
    }
    byte[] word = new byte[WORD];
    Bytes.putLong(word, 0, takeExpirations());
    into.put(word, WORD);
    return WORD;
  }

  private long takeExpirations() {
    expired = false;
    if (intervalNanos == 0) {
      return 1;
    }
    long count = (kernel.clock().monotonicNanos() - nextNanos) / intervalNanos + 1;
    arm(nextNanos + count * intervalNanos, intervalNanos);
    return count;
  }

  @Override
  protected void closed(Kernel ignored) {
    disarm();
  }

  @Override
  public int mode() {
    return 0600;
  }
}
