package dev.reprise.linux;

/**
 * The host's monotonic clock for threads which have given up the {@link TimestampCounter}: it is
 * asked by a system call. Not thread-safe.
 */
public final class HostClock {
  private static final int CLOCK_MONOTONIC = 1;
  private static final long SECOND_NANOS = 1_000_000_000;

  private final NativeBuffer time = new NativeBuffer(2 * Long.BYTES);

  /** Nanoseconds since some moment, as {@link System#nanoTime}. */
  public long nanos() {
    Linux.call(Nr.CLOCK_GETTIME, CLOCK_MONOTONIC, time.address());
    return time.getLong(0) * SECOND_NANOS + time.getLong(Long.BYTES);
  }
}
