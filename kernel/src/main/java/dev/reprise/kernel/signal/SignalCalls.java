package dev.reprise.kernel.signal;

import dev.reprise.kernel.Call;
import dev.reprise.kernel.Handlers;
import dev.reprise.kernel.Kernel;
import dev.reprise.kernel.Memory;
import dev.reprise.kernel.SyscallError;
import dev.reprise.kernel.Task;
import dev.reprise.linux.Errno;
import dev.reprise.linux.Nr;
import dev.reprise.linux.UserRegs;

/** Actions, masks and stacks of signals, and the return from a handler. */
public final class SignalCalls {
  private static final int MASK_SIZE = 8;
  private static final long MIN_STACK = 2048;

  private final Kernel kernel;
  private final Sending sending;

  public SignalCalls(Kernel kernel) {
    this.kernel = kernel;
    this.sending = new Sending(kernel);
  }

  public void register(Handlers handlers) {
    handlers.on(Nr.RT_SIGACTION, this::action);
    handlers.on(Nr.RT_SIGPROCMASK, this::mask);
    handlers.on(Nr.RT_SIGPENDING, this::pending);
    handlers.on(Nr.SIGALTSTACK, this::altStack);
    handlers.on(Nr.RT_SIGRETURN, this::signalReturn);
    handlers.on(Nr.RT_SIGSUSPEND, this::suspend);
    handlers.on(Nr.PAUSE, call -> await(call, "pause"));
  }

  /** Reads a signal set from the guest, whose size in bytes the guest says too. */
  static long readMask(Call call, int address, int size) {
    if (call.arg(size) != MASK_SIZE) {
      throw new SyscallError(Errno.EINVAL);
    }
    return call.memory().readLong(call.arg(address));
  }

  private long action(Call call) {
    int signal = call.intArg(0);
    boolean changes = call.arg(1) != 0;
    if (call.arg(3) != MASK_SIZE
        || !Sig.isValid(signal)
        || (changes && Sig.has(Sig.UNBLOCKABLE, signal))) {
      return -Errno.EINVAL;
    }
    Memory memory = call.memory();
    Dispositions dispositions = call.process().signals().dispositions();
    SignalAction old = dispositions.get(signal);
    if (changes) {
      SignalAction chosen = SignalAction.read(memory, call.arg(1));
      dispositions.set(signal, chosen);
      if (chosen.discards(signal)) {
        sending.discard(call.process(), Sig.bit(signal));
      }
    }
    if (call.arg(2) != 0) {
      old.write(memory, call.arg(2));
    }
    return 0;
  }

  private long mask(Call call) {
    if (call.arg(3) != MASK_SIZE) {
      return -Errno.EINVAL;
    }
    Task task = call.task();
    long old = task.signals().mask();
    if (call.arg(1) != 0) {
      long given = call.memory().readLong(call.arg(1)) & ~Sig.UNBLOCKABLE;
      switch (call.intArg(0)) {
        case 0 -> sending.setMask(task, old | given);
        case 1 -> sending.setMask(task, old & ~given);
        case 2 -> sending.setMask(task, given);
        default -> {
          return -Errno.EINVAL;
        }
      }
    }
    if (call.arg(2) != 0) {
      call.memory().writeLong(call.arg(2), old);
    }
    return 0;
  }

  private long pending(Call call) {
    if (Long.compareUnsigned(call.arg(1), MASK_SIZE) > 0) {
      return -Errno.EINVAL;
    }
    byte[] set = new byte[MASK_SIZE];
    long pending = kernel.signals().pending(call.task()) & call.task().signals().mask();
    dev.reprise.kernel.Bytes.putLong(set, 0, pending);
    call.memory().write(call.arg(0), java.util.Arrays.copyOf(set, (int) call.arg(1)));
    return 0;
  }

  private long altStack(Call call) {
    Task task = call.task();
    Memory memory = call.memory();
    AltStack old = task.signals().altStack();
    long sp = task.thread().register(UserRegs.RSP);
    if (call.arg(0) != 0) {
      setAltStack(task, memory, call.arg(0), old, sp);
    }
    if (call.arg(1) != 0) {
      memory.writeLong(call.arg(1), old.base());
      memory.writeLong(call.arg(1) + 8, Integer.toUnsignedLong(old.flags(sp)));
      memory.writeLong(call.arg(1) + 16, old.size());
    }
    return 0;
  }

  private static void setAltStack(Task task, Memory memory, long at, AltStack old, long sp) {
    long base = memory.readLong(at);
    int flags = memory.readInt(at + 8);
    long size = memory.readLong(at + 16);
    if (old.exists() && old.isInUse(sp)) {
      throw new SyscallError(Errno.EPERM);
    }
    int mode = flags & ~AltStack.AUTODISARM;
    if (mode != AltStack.DISABLE && mode != AltStack.ONSTACK && mode != 0) {
      throw new SyscallError(Errno.EINVAL);
    }
    if (mode == AltStack.DISABLE) {
      task.signals().setAltStack(AltStack.NONE);
      return;
    }
    if (Long.compareUnsigned(size, MIN_STACK) < 0) {
      throw new SyscallError(Errno.ENOMEM);
    }
    task.signals().setAltStack(new AltStack(base, size, (flags & AltStack.AUTODISARM) != 0));
  }

  /**
   * Ends a handler. The registers of the frame are restored by the host kernel, which knows how to
   * load extended state; the mask and the stack are ours.
   */
  private long signalReturn(Call call) {
    Task task = call.task();
    try {
      SignalFrame.restore(task, task.thread().register(UserRegs.RSP), sending);
    } catch (SyscallError unreadable) {
      sending.force(task, SignalInfo.fromKernel(Sig.SEGV));
      return 0;
    }
    task.thread().returnFromSignal();
    return Signals.NO_RESULT;
  }

  private long suspend(Call call) {
    kernel.signals().setTemporaryMask(call.task(), readMask(call, 0, 1));
    return await(call, "sigsuspend");
  }

  private static long await(Call call, String reason) {
    long result = call.block(reason, Call.NEVER);
    return result == -Errno.ERESTARTSYS ? -Errno.ERESTARTNOHAND : result;
  }
}
