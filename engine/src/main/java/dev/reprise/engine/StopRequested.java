package dev.reprise.engine;

/** The moment has come at which the user wanted the run to end. */
final class StopRequested extends RuntimeException {
  private static final long serialVersionUID = 1L;

  StopRequested(long event) {
    super("stopped at event " + event);
  }
}
