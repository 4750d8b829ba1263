package dev.reprise.engine;

import dev.reprise.ExitStatus;
import dev.reprise.Outcome;
import dev.reprise.RepriseException;
import dev.reprise.RepriseException.Kind;
import dev.reprise.kernel.Deadlock;
import dev.reprise.kernel.EndedFromOutside;
import dev.reprise.kernel.Kernel;
import dev.reprise.kernel.Refused;
import dev.reprise.kernel.Task;
import dev.reprise.kernel.TimedOut;
import dev.reprise.kernel.sched.ScheduleMismatch;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a run came to its end.
 *
 * @param outcome why
 * @param message for an end that the guest did not choose: what happened, with all stacks
 * @param status the first process's
 */
record Ending(Outcome outcome, @Nullable String message, ExitStatus status) {
  private static final ExitStatus KILLED = ExitStatus.signaled(9);

  /** Lets the guest run to its end, and tells which it was. */
  static Ending of(Kernel kernel, Scene scene) throws RepriseException {
    try {
      kernel.run();
      ExitStatus status = new ExitStatus(kernel.processes().first().waitStatus());
      return new Ending(status.isSignaled() ? Outcome.SIGNALED : Outcome.EXITED, null, status);
    } catch (Deadlock deadlock) {
      return scene.cut(Outcome.DEADLOCK, String.valueOf(deadlock.getMessage()), deadlock.tasks());
    } catch (Refused refused) {
      String message = refused.getMessage() + wayOut(refused);
      return new Ending(Outcome.REFUSED, message, KILLED);
    } catch (TimedOut timedOut) {
      String elapsed = seconds(Duration.ofNanos(kernel.clock().elapsedNanos()));
      String message = timedOut.getMessage() + ", after " + elapsed;
      return scene.cut(Outcome.TIMEOUT, message, kernel.tasks());
    } catch (EndedFromOutside ended) {
      return scene.expired()
          ? scene.cut(Outcome.TIMEOUT, "the limit of real time was reached", kernel.tasks())
          : new Ending(Outcome.INTERRUPTED, null, KILLED);
    } catch (StopRequested stop) {
      return scene.cut(Outcome.STOPPED, "stopped", kernel.tasks());
    } catch (ScheduleMismatch mismatch) {
      throw new RepriseException(
          Kind.BAD_INPUT, "at " + scene.now() + ": " + mismatch.getMessage(), mismatch);
    }
  }

  private static String wayOut(Refused refused) {
    return refused.feature().isEmpty()
        ? ""
        : " (--allow " + refused.feature() + " lets it through)";
  }

  private static String seconds(Duration time) {
    return time.toSeconds()
        + "."
        + String.format(java.util.Locale.ROOT, "%03d", time.toMillisPart())
        + " s";
  }

  /** What there is to see when a run is cut short. */
  interface Scene {
    /** The present moment. */
    dev.reprise.Moment now();

    /** Whether the limit of real time was reached. */
    boolean expired();

    /** What the tasks are doing, with their stacks. */
    String describe(List<Task> tasks);

    private Ending cut(Outcome outcome, String what, List<Task> tasks) {
      return new Ending(outcome, what + " at " + now() + "\n" + describe(tasks), KILLED);
    }
  }
}
