package dev.reprise.kernel.signal;

import dev.reprise.kernel.Call;
import dev.reprise.kernel.Handlers;
import dev.reprise.kernel.Kernel;
import dev.reprise.kernel.Memory;
import dev.reprise.kernel.SyscallError;
import dev.reprise.kernel.time.ClockCalls;
import dev.reprise.linux.Errno;
import dev.reprise.linux.Nr;

/** alarm, getitimer and setitimer. */
public final class IntervalTimerCalls {
  private static final long SECOND = 1_000_000_000L;
  private static final long MICRO = 1_000;
  private static final int TIMERS = 3;

  private final Kernel kernel;

  public IntervalTimerCalls(Kernel kernel) {
    this.kernel = kernel;
  }

  public void register(Handlers handlers) {
    handlers.on(Nr.ALARM, this::alarm);
    handlers.on(Nr.GETITIMER, this::get);
    handlers.on(Nr.SETITIMER, this::set);
  }

  private IntervalTimer timer(Call call, int which) {
    if (which < 0 || which >= TIMERS) {
      throw new SyscallError(Errno.EINVAL);
    }
    return call.process().signals().timers().interval(kernel, call.process(), which);
  }

  /** Whole seconds; what was left is rounded to the nearest, and up to one. */
  private long alarm(Call call) {
    IntervalTimer timer = timer(call, ProcessTimers.REAL);
    long left = timer.remainingNanos();
    long seconds = left / SECOND;
    if (left != 0 && (seconds == 0 || left % SECOND >= SECOND / 2)) {
      seconds++;
    }
    start(timer, (call.arg(0) & 0xffff_ffffL) * SECOND, 0);
    return seconds;
  }

  private static void start(IntervalTimer timer, long nanos, long interval) {
    if (nanos == 0) {
      timer.disarm();
    } else {
      long deadline = timer.nowNanos() + nanos;
      timer.arm(deadline < 0 ? Long.MAX_VALUE - 1 : deadline, interval);
    }
  }

  private long get(Call call) {
    write(call.memory(), call.arg(1), timer(call, call.intArg(0)));
    return 0;
  }

  private long set(Call call) {
    IntervalTimer timer = timer(call, call.intArg(0));
    Memory memory = call.memory();
    long given = call.arg(1);
    long interval = given == 0 ? 0 : readTimeval(memory, given);
    long value = given == 0 ? 0 : readTimeval(memory, given + 16);
    if (call.arg(2) != 0) {
      write(memory, call.arg(2), timer);
    }
    start(timer, value, interval);
    return 0;
  }

  private static void write(Memory memory, long address, IntervalTimer timer) {
    long left = timer.remainingNanos();
    ClockCalls.writeTimeval(memory, address, left == 0 ? 0 : timer.intervalNanos());
    // An armed timer never tells zero.
    ClockCalls.writeTimeval(memory, address + 16, left == 0 ? 0 : Math.max(left, MICRO));
  }

  private static long readTimeval(Memory memory, long address) {
    long seconds = memory.readLong(address);
    long micros = memory.readLong(address + 8);
    if (seconds < 0 || micros < 0 || micros >= SECOND / MICRO) {
      throw new SyscallError(Errno.EINVAL);
    }
    return Math.min(seconds, Long.MAX_VALUE / SECOND / 2) * SECOND + micros * MICRO;
  }
}
