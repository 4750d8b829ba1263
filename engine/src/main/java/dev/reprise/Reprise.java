package dev.reprise;

import dev.reprise.engine.Runs;

/**
 * Runs commands deterministically.
 *
 * <pre>{@code
 * RunResult result = Reprise.run(Command.of("date"));
 * System.out.print(result.stdout().text());
 * }</pre>
 *
 * <p>Each run has a thread of its own, and any number of runs may be under way in one JVM.
 */
public final class Reprise {

  private Reprise() {}

  /**
   * Runs a command to its end.
   *
   * @throws RepriseException when the run cannot take place
   */
  public static RunResult run(Command command) throws RepriseException {
    return Runs.run(command);
  }
}
