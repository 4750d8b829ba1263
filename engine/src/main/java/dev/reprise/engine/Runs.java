package dev.reprise.engine;

import dev.reprise.Command;
import dev.reprise.RepriseException;
import dev.reprise.RepriseException.Kind;
import dev.reprise.RunControl;
import dev.reprise.RunResult;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;

/**
 * Starts runs, each on a thread of its own: the kernel ties a tracee to the thread that traces it.
 */
public final class Runs {
  private Runs() {}

  /** Runs a command with nobody looking on, apart from messages to standard error. */
  public static RunResult run(Command command, RunControl control) throws RepriseException {
    Observers observers = new Observers().messages(System.err::println);
    return run(command, Conditions.PRESENT, observers, control);
  }

  /** The same, and prints where its time went. */
  public static RunResult measure(Command command, RunControl control, Consumer<String> lines)
      throws RepriseException {
    Overhead overhead = new Overhead(lines);
    Observers observers = new Observers().messages(System.err::println).overhead(overhead);
    RunResult result = run(command, Conditions.PRESENT, observers, control);
    overhead.print();
    return result;
  }

  static RunResult run(
      Command command, Conditions conditions, Observers observers, RunControl control)
      throws RepriseException {
    return onOwnThread(() -> new Run(command, conditions, observers, control).execute());
  }

  static <T> T onOwnThread(Callable<T> work) throws RepriseException {
    FutureTask<T> task = new FutureTask<>(work);
    Thread thread = new Thread(task, "reprise-run");
    thread.start();
    try {
      return task.get();
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      if (cause instanceof RepriseException expected) {
        throw expected;
      }
      throw new RepriseException(Kind.HOST, HostErrors.endOfRun(cause), cause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RepriseException(Kind.HOST, "the run was interrupted", e);
    }
  }
}
