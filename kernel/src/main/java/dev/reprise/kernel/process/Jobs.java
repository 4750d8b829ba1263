package dev.reprise.kernel.process;

import dev.reprise.kernel.GuestProcess;
import dev.reprise.kernel.Kernel;
import dev.reprise.kernel.Task;
import dev.reprise.kernel.signal.Sig;
import dev.reprise.kernel.signal.SignalInfo;

/** Job control: stopping and continuing processes, and what becomes of groups without a shell. */
public final class Jobs {
  private final Kernel kernel;

  Jobs(Kernel kernel) {
    this.kernel = kernel;
  }

  /**
   * Stops all threads of a process. Those which are in the midst of a call end their wait first, as
   * on Linux: others no longer find them in the queues, and some calls then fail with EINTR. With
   * the last thread the process is stopped.
   *
   * @return false when the signal has no effect: a terminal's stop for a group that nobody could
   *     continue
   */
  public boolean stop(GuestProcess process, int signal) {
    if (signal != Sig.STOP && isOrphaned(process.pgid(), null)) {
      return false;
    }
    process.job().stopping(signal);
    for (Task task : process.tasks()) {
      if (task.isWaiting()) {
        task.signals().setStopping(true);
        task.unblock();
      } else if (task.state() == Task.State.RUNNABLE || task.state() == Task.State.BLOCKED) {
        task.setState(Task.State.STOPPED);
      }
    }
    finishStop(process);
    return true;
  }

  /** A thread of a process that is being stopped has ended its wait, and stops. */
  public void stopThread(Task task) {
    task.signals().setStopping(false);
    task.setState(Task.State.STOPPED);
    finishStop(task.process());
  }

  /** If a process is being stopped and no thread of it runs any more, it is stopped. */
  void finishStop(GuestProcess process) {
    if (!process.job().isStopping()) {
      return;
    }
    for (Task task : process.tasks()) {
      if (task.state() == Task.State.RUNNABLE || task.state() == Task.State.BLOCKED) {
        return;
      }
    }
    process.job().stopped();
    tellParent(process, JobState.CLD_STOPPED, process.job().stopSignal());
  }

  /** Lets a process go on that is stopped, or being stopped. */
  public void resume(GuestProcess process) {
    boolean stopped = process.job().isStopped();
    int signal = process.job().stopSignal();
    if (!stopped && !process.job().isStopping()) {
      return;
    }
    process.job().resumed();
    for (Task task : process.tasks()) {
      task.signals().setStopping(false);
      if (task.state() == Task.State.STOPPED) {
        task.setState(Task.State.RUNNABLE);
        kernel.signals().setMask(task, task.signals().mask());
      }
    }
    // Who is continued before he has stopped tells of the stop, though there is none to wait for.
    tellParent(
        process,
        stopped ? JobState.CLD_CONTINUED : JobState.CLD_STOPPED,
        stopped ? Sig.CONT : signal);
  }

  private void tellParent(GuestProcess process, int code, int status) {
    GuestProcess parent = process.parent();
    if (parent != null) {
      kernel.signals().childChanged(parent, process, code, status);
      parent.childChanges().wakeAll();
    }
  }

  /**
   * Whether no member of a group has a parent in another group of the same session, who could
   * continue it. For the run's first process that is init, in the place of a shell; for orphans it
   * is nobody.
   *
   * @param leaving a process that is about to go and does not count, or null
   */
  public boolean isOrphaned(int pgid, @org.jspecify.annotations.Nullable GuestProcess leaving) {
    for (GuestProcess process : kernel.processes().all()) {
      if (process.pgid() == pgid
          && process != leaving
          && !process.isExited()
          && hasShell(process)) {
        return false;
      }
    }
    return true;
  }

  private boolean hasShell(GuestProcess process) {
    GuestProcess parent = process.parent();
    if (parent == null) {
      return process == kernel.processes().first();
    }
    return parent.pgid() != process.pgid() && parent.sid() == process.sid();
  }

  /** The group has lost the parent that connected it: what is stopped would stay so for ever. */
  void groupMayBeOrphaned(int pgid, GuestProcess leaving) {
    if (!isOrphaned(pgid, leaving) || !hasStopped(pgid)) {
      return;
    }
    kernel.signals().toGroup(pgid, SignalInfo.fromKernel(Sig.HUP));
    kernel.signals().toGroup(pgid, SignalInfo.fromKernel(Sig.CONT));
  }

  private boolean hasStopped(int pgid) {
    for (GuestProcess process : kernel.processes().all()) {
      if (process.pgid() == pgid && process.job().isStopped() && !process.isExited()) {
        return true;
      }
    }
    return false;
  }
}
