package dev.reprise.kernel.time;

/**
 * The guest's time: it starts at a fixed moment, advances by a fixed amount per event, and jumps
 * when everybody sleeps.
 */
public final class VirtualClock {
  /** What one event costs, in nanoseconds. */
  public static final long EVENT_NANOS = 10_000;

  /** The uptime at start: programs mistake a monotonic clock near zero for "not set". */
  private static final long INITIAL_UPTIME_NANOS = 3_600_000_000_000L;

  private final long epochNanos;
  private long monotonicNanos = INITIAL_UPTIME_NANOS;

  /** A clock whose wall time starts at {@code epochNanos} since 1970. */
  public VirtualClock(long epochNanos) {
    this.epochNanos = epochNanos;
  }

  /** Nanoseconds since the virtual machine's start. */
  public long monotonicNanos() {
    return monotonicNanos;
  }

  /** Nanoseconds since 1970. */
  public long realtimeNanos() {
    return epochNanos + monotonicNanos - INITIAL_UPTIME_NANOS;
  }

  /** Nanoseconds since the run's start. */
  public long elapsedNanos() {
    return monotonicNanos - INITIAL_UPTIME_NANOS;
  }

  /** The monotonic time at which the wall clock will show {@code realtimeNanos}. */
  public long monotonicOf(long realtimeNanos) {
    return realtimeNanos - epochNanos + INITIAL_UPTIME_NANOS;
  }

  /** One event has happened. */
  public void tick() {
    monotonicNanos += EVENT_NANOS;
  }

  /** Everybody sleeps until {@code nanos} of monotonic time. Never goes back. */
  public void advanceTo(long nanos) {
    monotonicNanos = Math.max(monotonicNanos, nanos);
  }
}
