package dev.reprise;

/** Runs commands deterministically. */
public final class Reprise {

  private Reprise() {}

  /**
   * Runs a command to its end.
   *
   * @throws RepriseException when the run cannot take place
   */
  public static RunResult run(Command command) throws RepriseException {
    throw new UnsupportedOperationException("running " + command.program());
  }
}
