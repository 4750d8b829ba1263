package dev.reprise;

import dev.reprise.engine.Runs;
import dev.reprise.engine.Strace;
import dev.reprise.engine.Verification;
import dev.reprise.engine.WarmUp;
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
   * Begins to load in the background what a run needs, for a program that has other things to do
   * before its first run. Nothing depends on it but the time that the first run takes.
   */
  public static void warmUp() {
    WarmUp.start();
  }

  /**
   * Runs a command to its end.
   *
   * @throws RepriseException when the run cannot take place
   */
  public static RunResult run(Command command) throws RepriseException {
    return run(command, new RunControl());
  }

  /**
   * Runs a command to its end.
   *
   * @param control passes on signals meanwhile, or ends the run
   * @throws RepriseException when the run cannot take place
   */
  public static RunResult run(Command command, RunControl control) throws RepriseException {
    return Runs.run(command, control);
  }

  /**
   * Runs a command to its end and tells where its time went: for each kind of event how often it
   * happened, how often a thread was stopped for it, and how long it took. The figures are the
   * host's and differ from run to run; the result does not depend on them.
   *
   * @param lines receives the lines of a table after the end
   * @throws RepriseException when the run cannot take place
   */
  public static RunResult measure(Command command, RunControl control, Consumer<String> lines)
      throws RepriseException {
    return Runs.measure(command, control, lines);
  }

  /**
   * Runs a command deterministically and prints its events, system calls as strace(1) does.
   *
   * @param lines receives each line, which begins with the event's number and the thread's id
   * @throws RepriseException when the run cannot take place
   */
  public static RunResult strace(Command command, RunControl control, Consumer<String> lines)
      throws RepriseException {
    return new Strace(lines).deterministic(command, control);
  }

  /**
   * Runs a command as the host would without Reprise, and prints its system calls: nothing is made
   * deterministic, nothing keeps it from writing where its user may. Of the options only the
   * environment and the working directory count.
   *
   * @param lines receives each line, which begins with the thread's id on the host
   * @return how the first process ended; all others have ended as well
   * @throws RepriseException when the run cannot take place
   */
  public static ExitStatus observe(Command command, RunControl control, Consumer<String> lines)
      throws RepriseException {
    return new Strace(lines).observed(command, control);
  }

  /**
   * Runs a command several times under deliberately different conditions, in throw-away overlays,
   * and compares both streams, the exit status, the files written and the event log.
   *
   * @param runs how many runs, from 2
   * @param control passes on signals to the run that is under way, or ends it
   * @param progress receives a line before each run
   * @throws RepriseException when a run cannot take place
   */
  public static VerifyReport verify(
      Command command, int runs, RunControl control, Consumer<String> progress)
      throws RepriseException {
    return new Verification(command, control, progress).verify(runs);
  }
}
