package dev.reprise;

import dev.reprise.engine.Runs;
import dev.reprise.engine.Verification;
import java.util.function.Consumer;

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

  /**
   * Runs a command several times under deliberately different conditions, in throw-away overlays, and
   * compares both streams, the exit status, the files written and the event log.
   *
   * @param runs how many runs, from 2
   * @param progress receives a line before each run
   * @throws RepriseException when a run cannot take place
   */
  public static VerifyReport verify(Command command, int runs, Consumer<String> progress)
      throws RepriseException {
    return new Verification(command, progress).verify(runs);
  }
}
