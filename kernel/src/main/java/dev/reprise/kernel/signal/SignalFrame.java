package dev.reprise.kernel.signal;

import dev.reprise.kernel.Bytes;
import dev.reprise.kernel.GuestThread;
import dev.reprise.kernel.Memory;
import dev.reprise.kernel.Task;
import dev.reprise.linux.UserRegs;

/**
 * The frame beneath a signal handler: {@code struct rt_sigframe} of x86-64, which rt_sigreturn(2)
 * takes back. Its layout is an ABI: debuggers, unwinders and run-time systems read it.
 */
final class SignalFrame {
  /** pretcode, ucontext, siginfo. */
  private static final int SIZE = 8 + 304 + SignalInfo.SIZE;

  private static final int CONTEXT = 8;
  private static final int STACK = CONTEXT + 16;
  private static final int REGISTERS = CONTEXT + 40;
  private static final int SEGMENTS = REGISTERS + 144;
  private static final int TRAP = REGISTERS + 152;
  private static final int FLOATING_POINT = REGISTERS + 184;
  private static final int MASK = REGISTERS + 256;
  private static final int INFO = CONTEXT + 304;

  /** UC_FP_XSTATE, UC_SIGCONTEXT_SS and UC_STRICT_RESTORE_SS. */
  private static final long CONTEXT_FLAGS = 7;

  /** cs 0x33 and ss 0x2b: 64-bit user code; gs and fs are null selectors. */
  private static final long SEGMENT_SELECTORS = 0x002b_0000_0000_0033L;

  private static final int RED_ZONE = 128;

  /** TF, DF and RF: a handler starts without them. */
  private static final long CLEARED_FLAGS = 0x100 | 0x400 | 0x10000;

  private static final int[] ORDER = {
    UserRegs.R8,
    UserRegs.R9,
    UserRegs.R10,
    UserRegs.R11,
    UserRegs.R12,
    UserRegs.R13,
    UserRegs.R14,
    UserRegs.R15,
    UserRegs.RDI,
    UserRegs.RSI,
    UserRegs.RBP,
    UserRegs.RBX,
    UserRegs.RDX,
    UserRegs.RAX,
    UserRegs.RCX,
    UserRegs.RSP,
    UserRegs.RIP,
    UserRegs.EFLAGS
  };

  /** Writes the frame and points the thread at the handler; false when there is no stack for it. */
  boolean push(Task task, SignalInfo info, SignalAction action) {
    if (!action.has(SignalAction.RESTORER)) {
      return false;
    }
    GuestThread thread = task.thread();
    TaskSignals own = task.signals();
    AltStack stack = own.altStack();
    long rsp = thread.register(UserRegs.RSP);
    boolean nested = stack.isInUse(rsp);
    boolean entering = action.has(SignalAction.ONSTACK) && stack.exists() && !nested;
    long top = entering ? stack.base() + stack.size() : rsp - RED_ZONE;
    long state = (top - ExtendedState.RESERVED) & -64L;
    long address = ((state - SIZE) & -16L) - 8;
    if ((entering || nested) && !stack.contains(address)) {
      return false;
    }
    byte[] frame = build(task, info, action, state);
    Memory memory = thread.memory();
    if (!writes(memory, address, frame)
        || !writes(memory, state, ExtendedState.image(thread.extendedState()))) {
      return false;
    }
    if (stack.autodisarm()) {
      own.setAltStack(AltStack.NONE);
    }
    enter(thread, address, info.signal(), action.handler());
    return true;
  }

  private static boolean writes(Memory memory, long address, byte[] bytes) {
    return memory.tryWrite(address, bytes, 0, bytes.length) == bytes.length;
  }

  private static byte[] build(Task task, SignalInfo info, SignalAction action, long state) {
    GuestThread thread = task.thread();
    TaskSignals own = task.signals();
    byte[] frame = new byte[SIZE];
    Bytes.putLong(frame, 0, action.restorer());
    Bytes.putLong(frame, CONTEXT, CONTEXT_FLAGS);
    Bytes.putLong(frame, STACK, own.altStack().base());
    Bytes.putInt(frame, STACK + 8, own.altStack().flags());
    Bytes.putLong(frame, STACK + 16, own.altStack().size());
    for (int i = 0; i < ORDER.length; i++) {
      Bytes.putLong(frame, REGISTERS + 8 * i, thread.register(ORDER[i]));
    }
    Bytes.putLong(frame, SEGMENTS, SEGMENT_SELECTORS);
    Bytes.putLong(frame, TRAP, own.trap().error());
    Bytes.putLong(frame, TRAP + 8, own.trap().number());
    Bytes.putLong(frame, TRAP + 16, own.maskToRestore());
    Bytes.putLong(frame, TRAP + 24, own.trap().address());
    Bytes.putLong(frame, FLOATING_POINT, state);
    Bytes.putLong(frame, MASK, own.maskToRestore());
    System.arraycopy(info.toBytes(), 0, frame, INFO, SignalInfo.SIZE);
    return frame;
  }

  private static void enter(GuestThread thread, long address, int signal, long handler) {
    thread.setRegister(UserRegs.RDI, signal);
    thread.setRegister(UserRegs.RSI, address + INFO);
    thread.setRegister(UserRegs.RDX, address + CONTEXT);
    thread.setRegister(UserRegs.RAX, 0);
    thread.setRegister(UserRegs.RSP, address);
    thread.setRegister(UserRegs.RIP, handler);
    thread.setRegister(UserRegs.EFLAGS, thread.register(UserRegs.EFLAGS) & ~CLEARED_FLAGS);
  }

  /**
   * What rt_sigreturn(2) restores besides registers, which is the host kernel's part.
   *
   * @param rsp the stack pointer at the call: the restorer's address was taken from the frame
   */
  static void restore(Task task, long rsp, Sending sending) {
    Memory memory = task.thread().memory();
    long mask = memory.readLong(rsp - 8 + MASK);
    long base = memory.readLong(rsp - 8 + STACK);
    int flags = memory.readInt(rsp - 8 + STACK + 8);
    long size = memory.readLong(rsp - 8 + STACK + 16);
    sending.setMask(task, mask);
    boolean none = (flags & AltStack.DISABLE) != 0;
    task.signals()
        .setAltStack(
            none ? AltStack.NONE : new AltStack(base, size, (flags & AltStack.AUTODISARM) != 0));
  }
}
