package dev.reprise.kernel.signal;

import dev.reprise.kernel.Call;
import dev.reprise.kernel.GuestProcess;
import dev.reprise.kernel.Handlers;
import dev.reprise.kernel.Kernel;
import dev.reprise.kernel.Memory;
import dev.reprise.kernel.SyscallError;
import dev.reprise.kernel.Task;
import dev.reprise.kernel.time.ClockCalls;
import dev.reprise.kernel.time.VirtualClock;
import dev.reprise.linux.Errno;
import dev.reprise.linux.Nr;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** timer_create and its relatives. */
public final class PosixTimerCalls {
  private static final int SIGEV_SIGNAL = 0;
  private static final int SIGEV_NONE = 1;
  private static final int SIGEV_THREAD = 2;
  private static final int SIGEV_THREAD_ID = 4;
  private static final int ABSOLUTE = 1;

  private static final int REALTIME = 0;
  private static final int MONOTONIC = 1;
  private static final int PROCESS_CPU = 2;
  private static final int THREAD_CPU = 3;
  private static final int BOOTTIME = 7;
  private static final int TAI = 11;

  private final Kernel kernel;

  public PosixTimerCalls(Kernel kernel) {
    this.kernel = kernel;
  }

  public void register(Handlers handlers) {
    handlers.on(Nr.TIMER_CREATE, this::create);
    handlers.on(Nr.TIMER_SETTIME, this::set);
    handlers.on(Nr.TIMER_GETTIME, this::get);
    handlers.on(Nr.TIMER_GETOVERRUN, call -> timer(call).overrun());
    handlers.on(Nr.TIMER_DELETE, this::delete);
  }

  /**
   * What a timer does when it expires: {@code struct sigevent}.
   *
   * @param signal what it sends, or 0
   * @param value what comes with the signal
   * @param thread the receiver, or null for the process
   */
  private record Event(int signal, long value, @Nullable Task thread) {}

  private long create(Call call) {
    GuestProcess process = call.process();
    ProcessTimers timers = process.signals().timers();
    int clock = call.intArg(0);
    LongSupplier cpuTime = cpuTime(call, clock);
    @Nullable Event given = call.arg(1) == 0 ? null : readEvent(call, call.arg(1));
    if (!new Sending(kernel).hasRoom(process)) {
      return -Errno.EAGAIN;
    }
    int id = timers.nextId();
    Event event = given == null ? new Event(Sig.ALRM, id, null) : given;
    call.memory().writeInt(call.arg(2), id);
    timers.add(
        id,
        new PosixTimer(
            kernel,
            process,
            cpuTime,
            event.thread,
            id,
            event.signal,
            event.value,
            clock == REALTIME || clock == TAI));
    return 0;
  }

  /** The CPU clock which is meant, or null for one of time; EINVAL and EOPNOTSUPP for others. */
  private @Nullable LongSupplier cpuTime(Call call, int clock) {
    Task task = call.task();
    return switch (clock) {
      case REALTIME, MONOTONIC, BOOTTIME, TAI -> null;
      case PROCESS_CPU -> cpuTimeOf(task.process());
      case THREAD_CPU -> cpuTimeOf(task);
      default -> {
        if (clock >= 0) {
          throw new SyscallError(clock <= TAI ? Errno.EOPNOTSUPP : Errno.EINVAL);
        }
        yield otherCpuTime(call, clock);
      }
    };
  }

  /** A clock of a process or thread: the complement of its id, shifted, in the clock's id. */
  private LongSupplier otherCpuTime(Call call, int clock) {
    int who = ~(clock >> 3);
    if ((clock & 4) != 0) {
      Task task = who == 0 ? call.task() : kernel.processes().task(who);
      if (task != null && task.process() == call.process()) {
        return cpuTimeOf(task);
      }
    } else {
      GuestProcess process = who == 0 ? call.process() : kernel.processes().get(who);
      if (process != null) {
        return cpuTimeOf(process);
      }
    }
    throw new SyscallError(Errno.EINVAL);
  }

  private static LongSupplier cpuTimeOf(GuestProcess process) {
    return () -> process.events() * VirtualClock.EVENT_NANOS;
  }

  private static LongSupplier cpuTimeOf(Task task) {
    return () -> task.events() * VirtualClock.EVENT_NANOS;
  }

  private Event readEvent(Call call, long address) {
    Memory memory = call.memory();
    long value = memory.readLong(address);
    int signal = memory.readInt(address + 8);
    int how = memory.readInt(address + 12);
    if (how == SIGEV_NONE) {
      return new Event(0, value, null);
    }
    Task thread = null;
    if ((how & SIGEV_THREAD_ID) != 0) {
      thread = kernel.processes().task(memory.readInt(address + 16));
      if (thread == null || thread.process() != call.process()) {
        throw new SyscallError(Errno.EINVAL);
      }
    }
    boolean known = how == SIGEV_SIGNAL || how == SIGEV_THREAD || how == SIGEV_THREAD_ID;
    if (!known || !Sig.isValid(signal)) {
      throw new SyscallError(Errno.EINVAL);
    }
    return new Event(signal, value, thread);
  }

  private static PosixTimer timer(Call call) {
    PosixTimer timer = call.process().signals().timers().get(call.intArg(0));
    if (timer == null) {
      throw new SyscallError(Errno.EINVAL);
    }
    return timer;
  }

  private long set(Call call) {
    if (call.arg(2) == 0) {
      return -Errno.EINVAL;
    }
    long interval = ClockCalls.readTimespec(call.memory(), call.arg(2));
    long value = ClockCalls.readTimespec(call.memory(), call.arg(2) + 16);
    PosixTimer timer = timer(call);
    if (call.arg(3) != 0) {
      write(call.memory(), call.arg(3), timer);
    }
    timer.disarm();
    if (value != 0) {
      timer.arm(timer.deadlineOf(value, (call.arg(1) & ABSOLUTE) != 0), interval);
    }
    return 0;
  }

  private long get(Call call) {
    write(call.memory(), call.arg(1), timer(call));
    return 0;
  }

  private static void write(Memory memory, long address, PosixTimer timer) {
    long left = timer.remainingNanos();
    ClockCalls.writeTimespec(memory, address, timer.intervalNanos());
    ClockCalls.writeTimespec(memory, address + 16, left);
  }

  private long delete(Call call) {
    timer(call);
    call.process().signals().timers().delete(call.intArg(0));
    return 0;
  }
}
