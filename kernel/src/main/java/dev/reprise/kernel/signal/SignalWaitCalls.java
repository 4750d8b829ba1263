package dev.reprise.kernel.signal;

import dev.reprise.kernel.Call;
import dev.reprise.kernel.Handlers;
import dev.reprise.kernel.Kernel;
import dev.reprise.kernel.Task;
import dev.reprise.kernel.time.ClockCalls;
import dev.reprise.linux.Errno;
import dev.reprise.linux.Nr;

/** rt_sigtimedwait, which is sigwait(3) and its relatives. */
public final class SignalWaitCalls {
  private final Kernel kernel;

  public SignalWaitCalls(Kernel kernel) {
    this.kernel = kernel;
  }

  public void register(Handlers handlers) {
    handlers.on(Nr.RT_SIGTIMEDWAIT, this::await);
  }

  private long await(Call call) {
    Task task = call.task();
    long wanted = SignalCalls.readMask(call, 0, 3) & ~Sig.UNBLOCKABLE;
    long deadline = call.deadline(() -> deadline(call));
    task.signals().setAwaited(0);
    SignalInfo info = kernel.signals().dequeue(task, wanted);
    if (info != null) {
      if (call.arg(1) != 0) {
        call.memory().write(call.arg(1), info.toBytes());
      }
      return info.signal();
    }
    if (call.expired(deadline)) {
      return -Errno.EAGAIN;
    }
    long result = call.block("a signal", deadline);
    if (result == -Errno.ERESTARTSYS) {
      // Even a handler with SA_RESTART ends this wait: the time is not started anew.
      return -Errno.EINTR;
    }
    task.signals().setAwaited(wanted);
    return result;
  }

  private long deadline(Call call) {
    if (call.arg(2) == 0) {
      return Call.NEVER;
    }
    long timeout = ClockCalls.readTimespec(call.memory(), call.arg(2));
    long sum = kernel.clock().monotonicNanos() + timeout;
    return sum < 0 ? Call.NEVER - 1 : sum;
  }
}
