package dev.reprise.kernel.signal;

import dev.reprise.kernel.GuestEvent;
import dev.reprise.kernel.GuestProcess;
import dev.reprise.kernel.Kernel;
import dev.reprise.kernel.Task;

/** Sending and delivering signals. */
public final class Signals {
  /** For {@link #deliver}: the task was not in a call. */
  public static final long NO_RESULT = Long.MAX_VALUE;

  private final Kernel kernel;

  public Signals(Kernel kernel) {
    this.kernel = kernel;
  }

  /** Whether a signal is pending that would end a waiting call. */
  public boolean isDeliverable(Task task) {
    return false;
  }

  /**
   * Ends a task's call and delivers what is pending, so that the task can run, is stopped, or is gone.
   *
   * @param result the call's result, maybe one of the kernel's own ERESTART numbers, or {@link
   *     #NO_RESULT}
   */
  public void deliver(Task task, long result) {
    if (result == NO_RESULT) {
      return;
    }
    if (Kernel.isRestart(result)) {
      task.thread().rewindCall(task.nr());
    } else {
      task.thread().finishCall(result);
    }
  }

  /** An instruction of the task raised a signal. */
  public void fault(Task task, GuestEvent event) {
    kernel.processes().terminate(task.process(), event.signal());
  }

  /** A child has exited, stopped or gone on: its parent gets SIGCHLD (or what clone(2) chose). */
  public void childChanged(GuestProcess parent, GuestProcess child, int code, int status) {}
}
