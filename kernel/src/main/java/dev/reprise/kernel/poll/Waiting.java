package dev.reprise.kernel.poll;

import dev.reprise.kernel.Call;
import dev.reprise.kernel.Memory;
import dev.reprise.kernel.SyscallError;
import dev.reprise.kernel.WaitQueue;
import dev.reprise.kernel.fd.OpenFile;
import dev.reprise.kernel.time.ClockCalls;
import dev.reprise.linux.Errno;
import java.util.ArrayList;
import java.util.List;

/** What poll, select and epoll_wait have in common: a deadline and queues to wait in. */
final class Waiting {
  private static final long MILLISECOND = 1_000_000;

  private final Call call;
  private final long deadlineNanos;
  private final List<WaitQueue> queues = new ArrayList<>();

  private Waiting(Call call, long deadlineNanos) {
    this.call = call;
    this.deadlineNanos = deadlineNanos;
  }

  /**
   * Waits for a number of milliseconds from the call's first try, also if that is interrupted;
   * forever when it is negative.
   */
  static Waiting forMillis(Call call, int millis) {
    long nanos = millis < 0 ? Call.NEVER : millis * MILLISECOND;
    return new Waiting(call, call.deadline(() -> after(call, nanos)));
  }

  /**
   * Waits for the timespec at an address; forever when that is 0. What is left of it is written
   * there when the call is interrupted ({@link #tellRest}), and is what a call that begins again
   * waits for.
   */
  static Waiting forTimespec(Call call, long address) {
    return forNanos(
        call, address == 0 ? Call.NEVER : ClockCalls.readTimespec(call.memory(), address));
  }

  /** Waits for the timeval at an address, whose microseconds may exceed a second; as above. */
  static Waiting forTimeval(Call call, long address) {
    if (address == 0) {
      return forNanos(call, Call.NEVER);
    }
    Memory memory = call.memory();
    long seconds = memory.readLong(address);
    long micros = memory.readLong(address + 8);
    if (seconds < 0 || micros < 0) {
      throw new SyscallError(Errno.EINVAL);
    }
    long total = seconds + micros / 1_000_000;
    return forNanos(
        call,
        total > Long.MAX_VALUE / 1_000_000_000 - 1
            ? Call.NEVER
            : total * 1_000_000_000 + micros % 1_000_000 * 1000);
  }

  private static Waiting forNanos(Call call, long nanos) {
    return new Waiting(call, call.remember(() -> after(call, nanos)));
  }

  private static long after(Call call, long nanos) {
    long sum = call.kernel().clock().monotonicNanos() + nanos;
    return nanos == Call.NEVER || sum < 0 ? Call.NEVER : sum;
  }

  /** Writes nanoseconds to the guest's memory. */
  @FunctionalInterface
  interface Writer {
    void write(Memory memory, long address, long nanos);
  }

  /**
   * Tells the guest what is left of the time at an address, unless that is 0. The call cannot begin
   * again where that fails, as in memory which is read-only.
   *
   * @param result what the call returns otherwise
   */
  long tellRest(long result, long address, Writer writer) {
    if (address == 0 || (result < 0 && result != -Errno.ERESTARTNOHAND)) {
      return result;
    }
    try {
      writer.write(call.memory(), address, leftNanos());
      return result;
    } catch (SyscallError readOnly) {
      return result == -Errno.ERESTARTNOHAND ? -Errno.EINTR : result;
    }
  }

  /** What is left until the deadline, in nanoseconds, from 0. */
  private long leftNanos() {
    return Math.max(0, deadlineNanos - call.kernel().clock().monotonicNanos());
  }

  boolean isEndless() {
    return deadlineNanos == Call.NEVER;
  }

  boolean isOver() {
    return !isEndless() && call.expired(deadlineNanos);
  }

  void watch(OpenFile file) {
    file.addQueues(call.task(), queues);
  }

  /** Lets the task wait for any of the watched files. */
  long block(String reason) {
    return call.block(reason, deadlineNanos, queues.toArray(WaitQueue[]::new));
  }
}
