package dev.reprise.kernel.signal;

import dev.reprise.kernel.GuestProcess;
import dev.reprise.kernel.Kernel;
import dev.reprise.kernel.Task;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** A timer of timer_create(2). */
final class PosixTimer extends IntervalTimer {
  private final Kernel kernel;
  private final GuestProcess process;
  private final @Nullable Task thread;
  private final int id;
  private final int signal;
  private final long value;
  private final boolean wallClock;
  private int overrun;

  /**
   * A disarmed timer.
   *
   * @param thread the receiver, or null for the process
   * @param signal what it sends, or 0
   * @param value what {@code si_value} tells
   * @param wallClock whether absolute times are of the wall clock
   */
  PosixTimer(
      Kernel kernel,
      GuestProcess process,
      @Nullable LongSupplier cpuTime,
      @Nullable Task thread,
      int id,
      int signal,
      long value,
      boolean wallClock) {
    super(kernel, cpuTime);
    this.kernel = kernel;
    this.process = process;
    this.thread = thread;
    this.id = id;
    this.signal = signal;
    this.value = value;
    this.wallClock = wallClock;
  }

  @Override
  protected boolean isSilent() {
    return signal == 0;
  }

  @Override
  protected void expired() {
    SignalInfo info = SignalInfo.ofTimer(signal, id, 0, value);
    if (thread == null) {
      kernel.signals().toProcess(process, info);
    } else {
      kernel.signals().toThread(thread, info);
    }
  }

  /** The signal with its number of overruns, about to be told to the guest. */
  SignalInfo told() {
    overrun = taken();
    return SignalInfo.ofTimer(signal, id, overrun, value);
  }

  int overrun() {
    return overrun;
  }

  /**
   * A moment of the timer's clock, as the guest gives it, on the clock by which the timer counts.
   */
  long deadlineOf(long given, boolean absolute) {
    if (!absolute) {
      long sum = nowNanos() + given;
      return sum < 0 ? Long.MAX_VALUE - 1 : sum;
    }
    return wallClock ? kernel.clock().monotonicOf(given) : given;
  }
}
