package dev.reprise.guest;

/**
 * How often the tracees which come from one have stopped, and how often their memory was read or
 * written. Not thread-safe.
 */
public final class Traffic {
  private long stops;
  private long transfers;

  Traffic() {}

  void stopped() {
    stops++;
  }

  void transferred() {
    transfers++;
  }

  /** How many stops were waited for, the ends of threads included. */
  public long stops() {
    return stops;
  }

  /** How many system calls have read or written memory. */
  public long transfers() {
    return transfers;
  }
}
