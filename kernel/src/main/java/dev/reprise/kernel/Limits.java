package dev.reprise.kernel;

/** The resource limits of a process: two numbers (soft, hard) for each of the 16 resources. */
public final class Limits {
  /** No limit. */
  public static final long INFINITY = -1;

  /** RLIMIT_NPROC. */
  public static final int PROCESSES = 6;

  /** RLIMIT_NOFILE. */
  public static final int OPEN_FILES = 7;

  private static final int RESOURCES = 16;
  private final long[] values = new long[2 * RESOURCES];

  /** The limits with which every run starts. */
  public static Limits initial() {
    Limits limits = new Limits();
    java.util.Arrays.fill(limits.values, INFINITY);
    limits.set(3, 8L << 20, INFINITY);
    limits.set(4, 0, 0);
    limits.set(6, 63_000, 63_000);
    // Linux's own default: hosts differ in what they allow, but hardly any allows less.
    limits.set(7, 1024, 4096);
    limits.set(8, 8L << 20, 8L << 20);
    limits.set(11, 63_000, 63_000);
    limits.set(12, 819_200, 819_200);
    limits.set(13, 0, 0);
    limits.set(14, 0, 0);
    return limits;
  }

  /** How many resources there are. */
  public int resources() {
    return RESOURCES;
  }

  public long soft(int resource) {
    return values[2 * resource];
  }

  public long hard(int resource) {
    return values[2 * resource + 1];
  }

  public void set(int resource, long soft, long hard) {
    values[2 * resource] = soft;
    values[2 * resource + 1] = hard;
  }

  /** What a child gets. */
  public Limits copy() {
    Limits copy = new Limits();
    System.arraycopy(values, 0, copy.values, 0, values.length);
    return copy;
  }
}
