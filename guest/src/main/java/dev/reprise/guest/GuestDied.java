package dev.reprise.guest;

/** A thread was killed from outside while the tracer was at work on it. */
public final class GuestDied extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Stop stop;

  GuestDied(int tid, Stop stop) {
    super("thread " + tid + " was killed from outside of the run while it was stopped: " + stop);
    this.stop = stop;
  }

  /** How it died. */
  public Stop stop() {
    return stop;
  }
}
