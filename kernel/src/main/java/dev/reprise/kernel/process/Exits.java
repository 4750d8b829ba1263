package dev.reprise.kernel.process;

import dev.reprise.kernel.GuestProcess;
import dev.reprise.kernel.Kernel;
import dev.reprise.kernel.Task;
import dev.reprise.kernel.signal.Sig;
import dev.reprise.kernel.signal.SignalInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the end of a process means for its family: zombies, orphans and the signals they bring. */
final class Exits {
  private final Kernel kernel;
  private final Processes processes;

  Exits(Kernel kernel, Processes processes) {
    this.kernel = kernel;
    this.processes = processes;
  }

  /** The process has no thread any more. */
  void ended(GuestProcess process) {
    process.vforkDone().wakeAll();
    kernel.signals().processEnds(process);
    process.files().leave(kernel);
    kernel.ipc().processEnds(process);
    if (process.sid() == process.pid()) {
      kernel.terminals().leaderEnds(process);
    }
    giveAwayChildren(process);
    leaveGroup(process);
    process.job().tellWatchers();
    GuestProcess parent = process.parent();
    if (parent == null) {
      processes.forget(process);
    } else {
      tell(parent, process);
    }
  }

  private void tell(GuestProcess parent, GuestProcess process) {
    int signal = process.waitStatus() & 0x7f;
    kernel
        .signals()
        .childChanged(
            parent,
            process,
            signal == 0 ? JobState.CLD_EXITED : JobState.CLD_KILLED,
            signal == 0 ? process.waitStatus() >> 8 & 0xff : signal);
    if (process.exitSignal() == Sig.CHLD && parent.signals().discardsChildren()) {
      reap(process);
    }
    parent.childChanges().wakeAll();
  }

  /** Removes an exited process, which was waited for, from the tree. */
  void reap(GuestProcess process) {
    GuestProcess parent = process.parent();
    if (parent != null) {
      parent.children().remove(process);
      parent.addChildrenEvents(process.events() + process.childrenEvents());
    }
    processes.forget(process);
  }

  private void giveAwayChildren(GuestProcess process) {
    GuestProcess reaper = reaper(process);
    List<GuestProcess> children = List.copyOf(process.children());
    process.children().clear();
    for (GuestProcess child : children) {
      child.setParent(reaper);
      child.setExitSignal(Sig.CHLD);
      if (reaper != null) {
        reaper.children().add(child);
      }
      if (child.isExited()) {
        if (reaper == null) {
          processes.forget(child);
        } else {
          tell(reaper, child);
        }
      } else {
        lostParent(child, process);
      }
    }
  }

  /** A thread has ended, and its process lives on: another thread inherits its children. */
  void threadEnded(Task task) {
    GuestProcess process = task.process();
    for (GuestProcess child : List.copyOf(process.children())) {
      if (child.job().parentThread() == task) {
        child.job().setParentThread(firstThread(process));
        tellOfDeath(child, process);
      }
    }
  }

  private static @Nullable Task firstThread(@Nullable GuestProcess process) {
    if (process != null) {
      for (Task task : process.tasks()) {
        if (task.state() != Task.State.EXITED_LEADER) {
          return task;
        }
      }
    }
    return null;
  }

  private void tellOfDeath(GuestProcess child, GuestProcess parent) {
    int signal = child.job().parentDeathSignal();
    if (signal != 0 && !child.isExited()) {
      SignalInfo info = kernel.signals().ofUser(parent, signal, SignalInfo.SI_USER);
      kernel.signals().toProcess(child, info);
    }
  }

  private void lostParent(GuestProcess child, GuestProcess parent) {
    child.job().setParentThread(firstThread(child.parent()));
    tellOfDeath(child, parent);
    if (child.pgid() != parent.pgid() && child.sid() == parent.sid()) {
      processes.jobs().groupMayBeOrphaned(child.pgid(), parent);
    }
  }

  /** The process may have been the last whose parent could continue its group. */
  private void leaveGroup(GuestProcess process) {
    GuestProcess parent = process.parent();
    if (parent != null && parent.pgid() != process.pgid() && parent.sid() == process.sid()) {
      processes.jobs().groupMayBeOrphaned(process.pgid(), process);
    }
  }

  private static @Nullable GuestProcess reaper(GuestProcess process) {
    for (GuestProcess up = process.parent(); up != null; up = up.parent()) {
      if (up.isSubreaper() && !up.isExited()) {
        return up;
      }
    }
    return null;
  }
}
