package dev.reprise.engine;

import dev.reprise.Command;
import dev.reprise.RepriseException;
import dev.reprise.RepriseException.Kind;
import dev.reprise.RunControl;
import dev.reprise.RunResult;
import dev.reprise.guest.GuestDied;
import dev.reprise.linux.LinuxException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

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

  static RunResult run(
      Command command, Conditions conditions, Observers observers, RunControl control)
      throws RepriseException {
    return onOwnThread(() -> new Run(command, conditions, observers, control).execute());
  }

  /** The host's failures have messages for the user; anything else is a mistake of ours. */
  private static String message(@Nullable Throwable cause) {
    return switch (cause) {
      case UncheckedIOException failure when failure.getCause() instanceof IOException inner ->
          "the run was given up: " + HostErrors.reason(inner);
      case LinuxException failure -> "the run was given up: " + failure.getMessage();
      case GuestDied killed -> "the run was given up: " + killed.getMessage();
      case null, default ->
          "internal error, please report it: " + cause + " (--log debug shows where)";
    };
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
      throw new RepriseException(Kind.HOST, message(cause), cause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RepriseException(Kind.HOST, "the run was interrupted", e);
    }
  }
}
