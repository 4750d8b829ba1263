package dev.reprise.kernel.time;

import dev.reprise.kernel.Bytes;
import dev.reprise.kernel.Call;
import dev.reprise.kernel.GuestProcess;
import dev.reprise.kernel.Handlers;
import dev.reprise.kernel.Kernel;
import dev.reprise.kernel.Memory;
import dev.reprise.kernel.Task;
import dev.reprise.linux.Errno;
import dev.reprise.linux.Nr;

/** Reading clocks, and sleeping. */
public final class ClockCalls {
  private static final long SECOND = 1_000_000_000L;
  private static final int TIMER_ABSTIME = 1;
  private static final int CLOCK_REALTIME = 0;

  /** The clocks' ids are below, but for one which was given back. */
  private static final int CLOCKS = 12;

  private static final int NO_CLOCK = 10;

  private final Kernel kernel;
  private final VirtualClock clock;

  public ClockCalls(Kernel kernel) {
    this.kernel = kernel;
    this.clock = kernel.clock();
  }

  public void register(Handlers handlers) {
    handlers.on(Nr.CLOCK_GETTIME, this::clockGettime);
    handlers.on(Nr.CLOCK_GETRES, this::clockGetres);
    handlers.on(Nr.GETTIMEOFDAY, this::gettimeofday);
    handlers.on(Nr.TIME, this::time);
    handlers.on(Nr.NANOSLEEP, this::nanosleep);
    handlers.on(Nr.CLOCK_NANOSLEEP, this::clockNanosleep);
    handlers.on(Nr.TIMES, this::times);
  }

  private long clockGettime(Call call) {
    writeTimespec(call.memory(), call.arg(1), nanos(call, call.intArg(0)));
    return 0;
  }

  private long clockGetres(Call call) {
    long nanos = nanos(call, call.intArg(0)) >= 0 ? 1 : 0;
    if (call.arg(1) != 0) {
      writeTimespec(call.memory(), call.arg(1), nanos);
    }
    return 0;
  }

  /** The reading of a clock, in nanoseconds; EINVAL for one that does not exist. */
  private long nanos(Call call, int id) {
    return id >= 0 && id < CLOCKS && id != NO_CLOCK
        ? reading(clock, call.task(), id)
        : cpuClock(call, id);
  }

  /** The reading of a clock by a task, in nanoseconds; its id is one of those which exist. */
  public static long reading(VirtualClock clock, Task task, int id) {
    return switch (id) {
      case 0, 5, 8, 11 -> clock.realtimeNanos();
      case 2 -> task.process().events() * VirtualClock.EVENT_NANOS;
      case 3 -> task.events() * VirtualClock.EVENT_NANOS;
      default -> clock.monotonicNanos();
    };
  }

  /** A clock of another process or thread: the complement of its id, shifted, in the clock's id. */
  private long cpuClock(Call call, int id) {
    if (id >= 0) {
      throw new dev.reprise.kernel.SyscallError(Errno.EINVAL);
    }
    int who = ~(id >> 3);
    if ((id & 4) != 0) {
      var task = who == 0 ? call.task() : kernel.processes().task(who);
      if (task != null) {
        return task.events() * VirtualClock.EVENT_NANOS;
      }
    } else {
      GuestProcess process = who == 0 ? call.process() : kernel.processes().get(who);
      if (process != null) {
        return process.events() * VirtualClock.EVENT_NANOS;
      }
    }
    throw new dev.reprise.kernel.SyscallError(Errno.EINVAL);
  }

  private long gettimeofday(Call call) {
    long now = clock.realtimeNanos();
    if (call.arg(0) != 0) {
      writeTimeval(call.memory(), call.arg(0), now);
    }
    if (call.arg(1) != 0) {
      call.memory().writeLong(call.arg(1), 0);
    }
    return 0;
  }

  private long time(Call call) {
    long seconds = clock.realtimeNanos() / SECOND;
    if (call.arg(0) != 0) {
      call.memory().writeLong(call.arg(0), seconds);
    }
    return seconds;
  }

  /** CPU times in ticks of a hundredth of a second, and ticks since the start of the machine. */
  private long times(Call call) {
    long tick = SECOND / 100;
    if (call.arg(0) != 0) {
      long own = call.process().events() * VirtualClock.EVENT_NANOS / tick;
      long children = call.process().childrenEvents() * VirtualClock.EVENT_NANOS / tick;
      call.memory().writeLong(call.arg(0), own);
      call.memory().writeLong(call.arg(0) + 8, 0);
      call.memory().writeLong(call.arg(0) + 16, children);
      call.memory().writeLong(call.arg(0) + 24, 0);
    }
    return clock.monotonicNanos() / tick;
  }

  private long nanosleep(Call call) {
    return sleep(
        call, clock.monotonicNanos(), readTimespec(call.memory(), call.arg(0)), call.arg(1));
  }

  private long clockNanosleep(Call call) {
    int id = call.intArg(0);
    long given = readTimespec(call.memory(), call.arg(2));
    if (id == 3) {
      return -Errno.EINVAL;
    }
    nanos(call, id);
    if (id >= 4 && id <= 6) {
      // The raw and the coarse clocks have no timers.
      return -Errno.EOPNOTSUPP;
    }
    if ((call.arg(1) & TIMER_ABSTIME) == 0) {
      return sleep(call, clock.monotonicNanos(), given, call.arg(3));
    }
    boolean wall = id == CLOCK_REALTIME || id == 8 || id == 11;
    return sleep(call, 0, wall ? clock.monotonicOf(given) : given, 0);
  }

  private long sleep(Call call, long start, long nanos, long remainder) {
    long deadline = call.deadline(() -> saturatedSum(start, nanos));
    if (call.expired(deadline)) {
      return 0;
    }
    long result = call.block("sleep", deadline);
    if (result == -Errno.ERESTARTSYS) {
      if (remainder != 0) {
        writeTimespec(call.memory(), remainder, deadline - clock.monotonicNanos());
      }
      // The time left is the guest's to sleep: Linux restarts it only when no handler runs.
      return -Errno.ERESTARTNOHAND;
    }
    return result;
  }

  private static long saturatedSum(long a, long b) {
    long sum = a + b;
    // What is over before the start, as an absolute time may be, stays so.
    return sum < 0 && a >= 0 && b >= 0 ? Call.NEVER - 1 : sum;
  }

  /** Reads a timespec; EINVAL when it is not normalized. */
  public static long readTimespec(Memory memory, long address) {
    long seconds = memory.readLong(address);
    long nanos = memory.readLong(address + 8);
    if (seconds < 0 || nanos < 0 || nanos >= SECOND) {
      throw new dev.reprise.kernel.SyscallError(Errno.EINVAL);
    }
    return seconds > Long.MAX_VALUE / SECOND - 1 ? Call.NEVER - 1 : seconds * SECOND + nanos;
  }

  /** Writes nanoseconds, from 0, as a timeval. */
  public static void writeTimeval(Memory memory, long address, long nanos) {
    memory.write(address, timeval(nanos));
  }

  /** Nanoseconds, from 0, as a timeval. */
  public static byte[] timeval(long nanos) {
    byte[] timeval = new byte[16];
    Bytes.putLong(timeval, 0, nanos / SECOND);
    Bytes.putLong(timeval, 8, nanos % SECOND / 1000);
    return timeval;
  }

  /** Writes nanoseconds as a timespec. */
  public static void writeTimespec(Memory memory, long address, long nanos) {
    memory.write(address, timespec(nanos));
  }

  /** Nanoseconds as a timespec. */
  public static byte[] timespec(long nanos) {
    byte[] timespec = new byte[16];
    Bytes.putLong(timespec, 0, Math.floorDiv(nanos, SECOND));
    Bytes.putLong(timespec, 8, Math.floorMod(nanos, SECOND));
    return timespec;
  }
}
