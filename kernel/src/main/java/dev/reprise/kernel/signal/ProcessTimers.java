package dev.reprise.kernel.signal;

import dev.reprise.kernel.GuestProcess;
import dev.reprise.kernel.Kernel;
import dev.reprise.kernel.time.VirtualClock;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The timers of a process: the three of setitimer(2) and those of timer_create(2). */
final class ProcessTimers {
  static final int REAL = 0;
  private static final int[] SIGNALS = {Sig.ALRM, Sig.VTALRM, Sig.PROF};

  private final @Nullable IntervalTimer[] interval = new IntervalTimer[SIGNALS.length];
  private final TreeMap<Integer, PosixTimer> posix = new TreeMap<>();
  private int nextId;

  private static final class ProcessTimer extends IntervalTimer {
    private final Kernel kernel;
    private final GuestProcess process;
    private final int signal;

    ProcessTimer(Kernel kernel, GuestProcess process, @Nullable LongSupplier cpuTime, int signal) {
      super(kernel, cpuTime);
      this.kernel = kernel;
      this.process = process;
      this.signal = signal;
    }

    @Override
    protected void expired() {
      kernel.signals().toProcess(process, SignalInfo.fromKernel(signal));
      if (signal != Sig.ALRM) {
        // Timers of CPU time go on by themselves; no idle run can be kept alive by them.
        taken();
      }
    }
  }

  /** The timer {@code which} of setitimer(2). */
  IntervalTimer interval(Kernel kernel, GuestProcess process, int which) {
    IntervalTimer timer = interval[which];
    if (timer == null) {
      LongSupplier cpuTime =
          which == REAL ? null : () -> process.events() * VirtualClock.EVENT_NANOS;
      timer = new ProcessTimer(kernel, process, cpuTime, SIGNALS[which]);
      interval[which] = timer;
    }
    return timer;
  }

  /** How many places for signals the timers keep. */
  int places() {
    return posix.size();
  }

  /** The id of the next timer: counted from 0, never used again. */
  int nextId() {
    return nextId++;
  }

  void add(int id, PosixTimer timer) {
    posix.put(id, timer);
  }

  @Nullable PosixTimer get(int id) {
    return posix.get(id);
  }

  void delete(int id) {
    PosixTimer timer = posix.remove(id);
    if (timer != null) {
      timer.disarm();
    }
  }

  /** A new program has none of the old one's timers, but the three of setitimer(2) go on. */
  void execed() {
    List.copyOf(posix.keySet()).forEach(this::delete);
  }

  /** The process has ended. */
  void ended() {
    execed();
    for (IntervalTimer timer : interval) {
      if (timer != null) {
        timer.disarm();
      }
    }
  }

  /** Whether one of them may expire when CPU time passes. */
  boolean countCpuTime() {
    for (IntervalTimer timer : interval) {
      if (timer != null && timer.countsCpuTime()) {
        return true;
      }
    }
    for (PosixTimer timer : posix.values()) {
      if (timer.countsCpuTime()) {
        return true;
      }
    }
    return false;
  }

  void cpuTimePassed() {
    for (IntervalTimer timer : interval) {
      if (timer != null) {
        timer.cpuTimePassed();
      }
    }
    if (!posix.isEmpty()) {
      new ArrayList<>(posix.values()).forEach(PosixTimer::cpuTimePassed);
    }
  }

  /** A signal is about to be told to the guest; if a timer sent it, that counts on. */
  SignalInfo told(SignalInfo info) {
    if (info.code() == SignalInfo.SI_TIMER) {
      PosixTimer timer = posix.get(info.pid());
      return timer == null ? info : timer.told();
    }
    IntervalTimer real = interval[REAL];
    if (info.signal() == Sig.ALRM && real != null) {
      real.taken();
    }
    return info;
  }
}
