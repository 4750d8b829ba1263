package dev.reprise.kernel.identity;

import dev.reprise.kernel.Bytes;

/** A {@code struct rusage}: virtual CPU time, and constants for what depends on the host. */
public final class Usage {
  /** The largest resident set which every process shows, in KiB. */
  public static final long MAX_RESIDENT_KIB = 16_384;

  private static final int SIZE = 144;
  private static final int MAX_RESIDENT = 32;

  /** The structure of a process, thread or family which has used so much CPU time. */
  public static byte[] of(long cpuNanos) {
    byte[] usage = new byte[SIZE];
    Bytes.putLong(usage, 0, cpuNanos / 1_000_000_000L);
    Bytes.putLong(usage, 8, cpuNanos % 1_000_000_000L / 1000);
    // Nobody who has used no time has ever been: the children of one who had none.
    Bytes.putLong(usage, MAX_RESIDENT, cpuNanos == 0 ? 0 : MAX_RESIDENT_KIB);
    return usage;
  }

  private Usage() {}
}
