package dev.reprise.engine;

import dev.reprise.Command;
import dev.reprise.RepriseException;
import dev.reprise.RunResult;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Starts runs, each on a thread of its own: the kernel ties a tracee to the thread that traces it. */
public final class Runs {
  private Runs() {}

  /** Runs a command with nobody looking on, apart from messages to standard error. */
  public static RunResult run(Command command) throws RepriseException {
    return run(command, Conditions.PRESENT, new Observers().messages(System.err::println));
  }

  static RunResult run(Command command, Conditions conditions, Observers observers)
      throws RepriseException {
    FutureTask<RunResult> task =
        new FutureTask<>(() -> new Run(command, conditions, observers).execute());
    Thread thread = new Thread(task, "reprise-run");
    thread.start();
    try {
      return task.get();
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      if (cause instanceof RepriseException expected) {
        throw expected;
      }
      throw new RepriseException(
          RepriseException.Kind.HOST, "the run failed: " + cause, cause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RepriseException(RepriseException.Kind.HOST, "the run was interrupted", e);
    }
  }
}
