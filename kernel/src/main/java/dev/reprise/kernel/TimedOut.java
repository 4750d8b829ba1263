package dev.reprise.kernel;

/** A limit on the run's time was reached. */
public final class TimedOut extends RuntimeException {
  private static final long serialVersionUID = 1L;

  TimedOut(String message) {
    super(message);
  }
}
