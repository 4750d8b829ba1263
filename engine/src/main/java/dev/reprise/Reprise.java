package dev.reprise;

import dev.reprise.engine.Run;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

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
    FutureTask<RunResult> task = new FutureTask<>(() -> new Run(command).execute());
    // A thread of its own: the kernel ties a traced process to the thread that traces it.
    Thread thread = new Thread(task, "reprise-run");
    thread.start();
    return await(task);
  }

  private static RunResult await(FutureTask<RunResult> task) throws RepriseException {
    try {
      return task.get();
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      if (cause instanceof RepriseException expected) {
        throw expected;
      }
      throw new RepriseException(
          RepriseException.Kind.HOST, "the run failed: " + cause.getMessage(), cause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RepriseException(RepriseException.Kind.HOST, "the run was interrupted", e);
    }
  }
}
