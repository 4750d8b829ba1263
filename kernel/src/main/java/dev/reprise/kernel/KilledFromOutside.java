package dev.reprise.kernel;

/** Ends the run: somebody outside of it has killed one of its threads. */
public final class KilledFromOutside extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param task who was killed
   * @param signal by which signal of the host
   */
  public KilledFromOutside(Task task, int signal) {
    super(
        task
            + " was killed from outside of the run by signal "
            + signal
            + (signal == 9 ? ", as the host does when memory runs out" : ""));
  }
}
