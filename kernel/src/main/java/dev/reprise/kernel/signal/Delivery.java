package dev.reprise.kernel.signal;

import dev.reprise.kernel.GuestProcess;
import dev.reprise.kernel.Kernel;
import dev.reprise.kernel.Task;
import dev.reprise.linux.Errno;
import org.jspecify.annotations.Nullable;

/** What happens between the end of a thread's event and its next instruction. */
final class Delivery {
  private static final long NO_RESULT = Signals.NO_RESULT;

  private final Kernel kernel;
  private final Sending sending;
  private final SignalFrame frame = new SignalFrame();

  Delivery(Kernel kernel, Sending sending) {
    this.kernel = kernel;
    this.sending = sending;
  }

  void deliver(Task task, long result) {
    if (!isInterruption(result)) {
      restoreMask(task);
    }
    if (task.state() == Task.State.STOPPED) {
      suspend(task, result);
      return;
    }
    TaskSignals own = task.signals();
    long open = result;
    do {
      while (own.isStopping() || own.isNotified()) {
        if (own.isStopping()) {
          kernel.processes().jobs().stopThread(task);
          suspend(task, open);
          return;
        }
        SignalInfo info = next(task);
        if (info == null) {
          break;
        }
        SignalAction action = task.process().signals().dispositions().get(info.signal());
        if (!action.isDefault() && !action.isIgnore()) {
          finish(task, open, action);
          open = NO_RESULT;
          handle(task, info, action);
        } else if (!action.isIgnore() && !goesOn(task, info.signal())) {
          if (task.state() == Task.State.STOPPED) {
            suspend(task, open);
          }
          return;
        }
      }
      finish(task, open, null);
      open = NO_RESULT;
      restoreMask(task);
    } while (kernel.signals().isDeliverable(task));
  }

  /**
   * The thread is stopped. How an interrupted call ends depends on whether a handler runs when it
   * goes on; until then also the call's mask holds.
   */
  private void suspend(Task task, long open) {
    if (isInterruption(open)) {
      task.setInterruption(open);
    } else {
      finish(task, open, null);
      restoreMask(task);
    }
  }

  /** Takes the next signal: the thread's own faults, then its own, then its process's. */
  private @Nullable SignalInfo next(Task task) {
    long allowed = ~task.signals().mask();
    SignalInfo info = task.signals().pending().takeSynchronous(allowed);
    if (info != null) {
      sending.recalculate(task);
      return info;
    }
    return kernel.signals().dequeue(task, allowed);
  }

  /** The default action; false when the thread does not run on. */
  private boolean goesOn(Task task, int signal) {
    GuestProcess process = task.process();
    return switch (Sig.defaultOf(signal)) {
      case IGNORE -> true;
      case STOP -> !kernel.processes().jobs().stop(process, signal);
      case TERMINATE, DUMP -> {
        kernel.processes().terminate(process, signal);
        yield false;
      }
    };
  }

  private void handle(Task task, SignalInfo info, SignalAction action) {
    TaskSignals own = task.signals();
    int signal = info.signal();
    if (action.has(SignalAction.RESETHAND)) {
      SignalAction reset =
          new SignalAction(SignalAction.DEFAULT, action.flags(), action.restorer(), action.mask());
      task.process().signals().dispositions().set(signal, reset);
    }
    if (!frame.push(task, info, action)) {
      own.forgetTemporaryMask();
      badFrame(task, signal);
      return;
    }
    own.forgetTemporaryMask();
    long blocked = own.mask() | action.mask();
    sending.setMask(task, action.has(SignalAction.NODEFER) ? blocked : blocked | Sig.bit(signal));
  }

  /** The stack has no room: SIGSEGV, and death when that was the signal. */
  private void badFrame(Task task, int signal) {
    if (signal == Sig.SEGV) {
      task.process().signals().dispositions().set(Sig.SEGV, SignalAction.INITIAL);
    }
    sending.force(task, SignalInfo.fromKernel(Sig.SEGV));
  }

  private void restoreMask(Task task) {
    TaskSignals own = task.signals();
    if (own.hasTemporaryMask()) {
      long mask = own.maskToRestore();
      own.forgetTemporaryMask();
      sending.setMask(task, mask);
    }
  }

  private static boolean isInterruption(long result) {
    return Kernel.isRestart(result) || result == -Errno.EINTR;
  }

  /**
   * Ends the call, or lets it begin again.
   *
   * @param action of the handler that is about to run, or null
   */
  private static void finish(Task task, long result, @Nullable SignalAction action) {
    boolean interrupted = Kernel.isRestart(result);
    if (interrupted && action == null) {
      // The thread stays at its call. If a handler runs before its turn comes, see below.
      task.beginCall();
    } else if (interrupted && restarts(result, action)) {
      task.thread().rewindCall(task.nr());
    } else if (interrupted) {
      task.thread().finishCall(-Errno.EINTR);
    } else if (result != NO_RESULT) {
      task.thread().finishCall(result);
    } else if (task.isInCall() && action != null) {
      task.leaveCall();
      task.thread().rewindCall(task.nr());
    }
  }

  /** Whether an interrupted call is made anew after the handler of an action, or without one. */
  private static boolean restarts(long result, @Nullable SignalAction action) {
    return action == null
        || result == -Errno.ERESTARTNOINTR
        || (result == -Errno.ERESTARTSYS && action.has(SignalAction.RESTART));
  }
}
