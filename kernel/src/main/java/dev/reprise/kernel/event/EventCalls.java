package dev.reprise.kernel.event;

import dev.reprise.kernel.Call;
import dev.reprise.kernel.Handlers;
import dev.reprise.kernel.Kernel;
import dev.reprise.kernel.SyscallError;
import dev.reprise.kernel.fd.OpenFile;
import dev.reprise.kernel.time.ClockCalls;
import dev.reprise.linux.Errno;
import dev.reprise.linux.Nr;

/** eventfd, timerfd and signalfd. */
public final class EventCalls {
  private static final int SEMAPHORE = 1;
  private static final int CLOEXEC = 0x80000;
  private static final int TFD_TIMER_ABSTIME = 1;
  private static final int TFD_TIMER_CANCEL_ON_SET = 2;
  private static final int SIGSET_BYTES = 8;

  /** SIGKILL and SIGSTOP, which no mask takes. */
  private static final long NEVER_TAKEN = 1L << 8 | 1L << 18;

  private final Kernel kernel;

  public EventCalls(Kernel kernel) {
    this.kernel = kernel;
  }

  public void register(Handlers handlers) {
    handlers.on(Nr.EVENTFD, call -> eventfd(call, 0));
    handlers.on(Nr.EVENTFD2, call -> eventfd(call, call.intArg(1)));
    handlers.on(Nr.TIMERFD_CREATE, this::timerfdCreate);
    handlers.on(Nr.TIMERFD_SETTIME, this::timerfdSettime);
    handlers.on(Nr.TIMERFD_GETTIME, this::timerfdGettime);
    handlers.on(Nr.SIGNALFD, call -> signalfd(call, 0));
    handlers.on(Nr.SIGNALFD4, call -> signalfd(call, call.intArg(3)));
  }

  private long open(Call call, OpenFile file, int flags) {
    return kernel.descriptors().open(call, file, (flags & CLOEXEC) != 0);
  }

  private static int checked(int flags, int extra) {
    if ((flags & ~(CLOEXEC | OpenFile.O_NONBLOCK | extra)) != 0) {
      throw new SyscallError(Errno.EINVAL);
    }
    return flags & OpenFile.O_NONBLOCK;
  }

  private long eventfd(Call call, int flags) {
    int status = checked(flags, SEMAPHORE);
    long initial = call.arg(0) & 0xffffffffL;
    return open(call, new EventFd(initial, (flags & SEMAPHORE) != 0, status), flags);
  }

  /** The clocks are those which sleep; the ones that wake a suspended machine need a privilege. */
  private long timerfdCreate(Call call) {
    int clock = call.intArg(0);
    int flags = call.intArg(1);
    int status = checked(flags, 0);
    return switch (clock) {
      case 0, 1, 7 -> open(call, new TimerFd(kernel, clock, status), flags);
      case 8, 9 -> -Errno.EPERM;
      default -> -Errno.EINVAL;
    };
  }

  private static TimerFd timer(Call call) {
    if (call.process().files().require(call.intArg(0)) instanceof TimerFd timer) {
      return timer;
    }
    throw new SyscallError(Errno.EINVAL);
  }

  private long timerfdSettime(Call call) {
    int flags = call.intArg(1);
    if ((flags & ~(TFD_TIMER_ABSTIME | TFD_TIMER_CANCEL_ON_SET)) != 0) {
      return -Errno.EINVAL;
    }
    long interval = ClockCalls.readTimespec(call.memory(), call.arg(2));
    long value = ClockCalls.readTimespec(call.memory(), call.arg(2) + 16);
    TimerFd timer = timer(call);
    if (call.arg(3) != 0) {
      write(call, timer, call.arg(3));
    }
    if (value == 0) {
      timer.disarm();
    } else {
      timer.arm(deadline(timer, value, (flags & TFD_TIMER_ABSTIME) != 0), interval);
    }
    return 0;
  }

  private long deadline(TimerFd timer, long value, boolean absolute) {
    if (!absolute) {
      long sum = kernel.clock().monotonicNanos() + value;
      return sum < 0 ? Call.NEVER - 1 : sum;
    }
    return timer.clock() == 0 ? kernel.clock().monotonicOf(value) : value;
  }

  private long timerfdGettime(Call call) {
    write(call, timer(call), call.arg(1));
    return 0;
  }

  private static void write(Call call, TimerFd timer, long address) {
    ClockCalls.writeTimespec(call.memory(), address, timer.intervalNanos());
    ClockCalls.writeTimespec(call.memory(), address + 16, timer.leftNanos());
  }

  private long signalfd(Call call, int flags) {
    int status = checked(flags, 0);
    if (call.arg(2) != SIGSET_BYTES) {
      return -Errno.EINVAL;
    }
    long mask = call.memory().readLong(call.arg(1)) & ~NEVER_TAKEN;
    if (call.intArg(0) == -1) {
      return open(call, new SignalFd(kernel, mask, status), flags);
    }
    if (call.process().files().require(call.intArg(0)) instanceof SignalFd present) {
      present.setMask(mask);
      return call.intArg(0);
    }
    return -Errno.EINVAL;
  }
}
