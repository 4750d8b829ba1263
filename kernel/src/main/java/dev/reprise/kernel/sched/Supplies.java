package dev.reprise.kernel.sched;

import dev.reprise.linux.Nr;

/**
 * Calls by which a task gets much to work on, or rids itself of much work: computing often follows.
 *
 * <p>How long a task runs between two events cannot be known in a way that is the same each time;
 * how much data and memory its calls move can. Of the time that a compiler or a compressor
 * computes, nearly all follows one of these calls.
 */
public final class Supplies {
  private static final long MUCH_DATA = 4096;
  private static final long MUCH_MEMORY = 64 * 1024;
  private static final int MAP_ANONYMOUS = 0x20;

  private Supplies() {}

  /** Whether a call with this result is one of them. */
  public static boolean isLarge(int nr, long[] args, long result) {
    if (result <= 0) {
      return false;
    }
    return switch (nr) {
      case Nr.READ,
          Nr.READV,
          Nr.PREAD64,
          Nr.PREADV,
          Nr.PREADV2,
          Nr.WRITE,
          Nr.WRITEV,
          Nr.PWRITE64,
          Nr.PWRITEV,
          Nr.PWRITEV2 ->
          result >= MUCH_DATA;
      case Nr.MMAP -> (args[3] & MAP_ANONYMOUS) != 0 && args[1] >= MUCH_MEMORY;
      case Nr.MREMAP -> args[2] >= MUCH_MEMORY;
      default -> false;
    };
  }
}
