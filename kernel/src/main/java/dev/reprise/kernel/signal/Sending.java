package dev.reprise.kernel.signal;

import dev.reprise.kernel.GuestProcess;
import dev.reprise.kernel.Kernel;
import dev.reprise.kernel.Task;
import org.jspecify.annotations.Nullable;

/** How a signal gets from its sender to the queue of its receiver, and who is told. */
final class Sending {
  private static final int SIGPENDING_LIMIT = 11;

  private final Kernel kernel;

  Sending(Kernel kernel) {
    this.kernel = kernel;
  }

  /** Sends to a process; false when its user has too many signals queued. */
  boolean toProcess(GuestProcess process, SignalInfo info) {
    return process.isExited() || send(process, leader(process), process.signals().pending(), info);
  }

  /** Sends to a thread; false when its user has too many signals queued. */
  boolean toThread(Task task, SignalInfo info) {
    return !isAlive(task) || send(task.process(), task, task.signals().pending(), info);
  }

  /** Raises what an instruction of the thread caused; blocked or ignored, it ends the process. */
  void force(Task task, SignalInfo info) {
    int signal = info.signal();
    Dispositions dispositions = task.process().signals().dispositions();
    boolean blocked = Sig.has(task.signals().mask(), signal);
    if (blocked || dispositions.get(signal).isIgnore()) {
      dispositions.set(signal, SignalAction.INITIAL);
      setMask(task, task.signals().mask() & ~Sig.bit(signal));
    }
    task.signals().pending().discard(Sig.bit(signal));
    task.signals().pending().add(info);
    notify(task);
  }

  private boolean send(
      GuestProcess process, Task preferred, PendingSignals queue, SignalInfo info) {
    int signal = info.signal();
    prepare(process, signal);
    SignalAction action = process.signals().dispositions().get(signal);
    boolean blocked = Sig.has(preferred.signals().mask(), signal);
    if (!blocked && action.discards(signal)) {
      return true;
    }
    boolean queues = signal >= Sig.FIRST_REAL_TIME || info.code() == SignalInfo.SI_TIMER;
    if (queue.has(signal) && !queues) {
      return true;
    }
    boolean told = isAlwaysTold(info) || hasRoom(process);
    if (!told && signal >= Sig.FIRST_REAL_TIME && info.code() != SignalInfo.SI_USER) {
      return false;
    }
    Task target = target(process, preferred, queue, signal);
    if (target != null
        && action.isDefault()
        && !Sig.has(target.signals().mask(), signal)
        && actsAtOnce(process, signal)) {
      return true;
    }
    if (told) {
      queue.add(info);
    } else if (!queue.has(signal)) {
      // Only the signal itself is left, as on Linux; nobody is told who sent it.
      queue.add(SignalInfo.fromUser(signal, SignalInfo.SI_USER, 0, 0));
    }
    process.signals().arrivals().wakeAll();
    if (target != null) {
      notify(target);
    }
    return true;
  }

  /** What Linux queues beyond the limit: a timer has its place since it was made. */
  private static boolean isAlwaysTold(SignalInfo info) {
    return info.code() == SignalInfo.SI_TIMER
        || (info.signal() < Sig.FIRST_REAL_TIME && info.code() >= 0);
  }

  /** A stop undoes a continue that was not taken yet, and the reverse. */
  private void prepare(GuestProcess process, int signal) {
    if (Sig.has(Sig.STOPPING, signal)) {
      discard(process, Sig.bit(Sig.CONT));
    } else if (signal == Sig.CONT) {
      discard(process, Sig.STOPPING);
      kernel.processes().jobs().resume(process);
    }
  }

  /** Removes signals from all queues of a process. */
  void discard(GuestProcess process, long signals) {
    process.signals().pending().discard(signals);
    for (Task task : process.tasks()) {
      task.signals().pending().discard(signals);
    }
  }

  /**
   * Ends or stops the process here and now. On Linux each thread does so when it next looks at its
   * signals; it cannot see the difference, since it runs no instruction before that.
   */
  private boolean actsAtOnce(GuestProcess process, int signal) {
    switch (Sig.defaultOf(signal)) {
      case TERMINATE -> kernel.processes().terminate(process, signal);
      case STOP -> kernel.processes().jobs().stop(process, signal);
      default -> {
        return false;
      }
    }
    return true;
  }

  /** The thread which is told: the preferred one, or for a process the first that can take it. */
  private static @Nullable Task target(
      GuestProcess process, Task preferred, PendingSignals queue, int signal) {
    if (wants(preferred, signal)) {
      return preferred;
    }
    if (queue == process.signals().pending()) {
      for (Task task : process.tasks()) {
        if (wants(task, signal)) {
          return task;
        }
      }
    }
    return null;
  }

  private static boolean wants(Task task, int signal) {
    TaskSignals own = task.signals();
    return isAlive(task)
        && !Sig.has(own.mask() & ~own.awaited(), signal)
        && (signal == Sig.KILL || task.state() != Task.State.STOPPED);
  }

  private static boolean isAlive(Task task) {
    return task.state() != Task.State.DEAD && task.state() != Task.State.EXITED_LEADER;
  }

  private static Task leader(GuestProcess process) {
    for (Task task : process.tasks()) {
      if (task.tid() == process.pid()) {
        return task;
      }
    }
    return process.tasks().getFirst();
  }

  private static void notify(Task task) {
    task.signals().setNotified(true);
    task.unblock();
  }

  void setMask(Task task, long mask) {
    long blockedNow = mask & ~task.signals().mask();
    if (blockedNow != 0) {
      retarget(task, blockedNow);
    }
    task.signals().setMask(mask);
    recalculate(task);
  }

  /** Sees anew whether the thread has a signal to take. */
  void recalculate(Task task) {
    long pending = task.signals().pending().mask() | task.process().signals().pending().mask();
    task.signals().setNotified((pending & ~task.signals().mask()) != 0);
  }

  /** The thread will no longer take these signals of its process; others get the chance. */
  void retarget(Task from, long signals) {
    long left = from.process().signals().pending().mask() & signals & ~from.signals().mask();
    for (Task task : from.process().tasks()) {
      long taken = left & ~task.signals().mask();
      if (task != from && taken != 0 && isAlive(task)) {
        left &= ~taken;
        notify(task);
      }
    }
  }

  /** Whether one more signal may be queued for the processes of the receiver's user. */
  boolean hasRoom(GuestProcess receiver) {
    long queued = 0;
    int user = receiver.credentials().users().real();
    for (GuestProcess process : kernel.processes().all()) {
      if (process.credentials().users().real() == user) {
        queued += process.signals().pendingCount();
      }
      for (Task task : process.tasks()) {
        if (task.credentials().users().real() == user) {
          queued += task.signals().pending().size();
        }
      }
    }
    return Long.compareUnsigned(queued, receiver.limits().soft(SIGPENDING_LIMIT)) < 0;
  }
}
