package dev.reprise.kernel.sched;

/** A recorded schedule does not fit the run: a decision names a thread that cannot run. */
public final class ScheduleMismatch extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ScheduleMismatch(String message) {
    super(message);
  }
}
