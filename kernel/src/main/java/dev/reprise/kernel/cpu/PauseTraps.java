package dev.reprise.kernel.cpu;

import dev.reprise.kernel.AddressSpace;
import dev.reprise.kernel.Bytes;
import dev.reprise.kernel.Kernel;
import dev.reprise.kernel.Task;
import dev.reprise.linux.UserRegs;

/**
 * Brings threads back which have paused often. A thread is put back to where its pause's window
 * begins, as if it had not come to our code at all.
 */
final class PauseTraps {
  /** So often a thread may pause until it is brought back; locks spin some dozen times. */
  private static final int PAUSES = 32;

  /** What the routine and the call of it have pushed. */
  private static final int PUSHED = 16;

  private static final int RED_ZONE = 128;

  private final Kernel kernel;
  private final long trapped;

  PauseTraps(Kernel kernel, Routines routines) {
    this.kernel = kernel;
    this.trapped = routines.pauseTrapped();
  }

  /** Handles a breakpoint, if it is that of the routine for pauses. */
  boolean handle(Task task) {
    if (task.thread().register(UserRegs.RIP) != trapped) {
      return false;
    }
    long stack = task.thread().register(UserRegs.RSP);
    byte[] pushed = new byte[PUSHED];
    if (task.thread().memory().peek(stack, pushed, 0, PUSHED) < PUSHED) {
      return false;
    }
    StubArea stubs = task.process().addressSpace().patchedCode().stubs();
    Long window = stubs.pausedWindow(Bytes.getLong(pushed, 8));
    if (window == null) {
      return false;
    }
    task.thread().setRegister(UserRegs.RCX, Bytes.getLong(pushed, 0));
    task.thread().setRegister(UserRegs.RSP, stack + PUSHED + RED_ZONE);
    task.thread().setRegister(UserRegs.RIP, window);
    allow(task, PAUSES);
    kernel.report(task, "pause", window);
    kernel.spins().paused(task);
    return true;
  }

  /** Begins to count anew, if the program's pauses are counted at all. */
  static void restart(Task task) {
    allow(task, PAUSES);
  }

  /** Lets a task pause as often as it likes until {@link #restart}. */
  static void suspend(Task task) {
    allow(task, Integer.MAX_VALUE);
  }

  private static void allow(Task task, int pauses) {
    if (task.process().addressSpace().patchedCode().stubs().countsPauses()) {
      byte[] left = new byte[Integer.BYTES];
      Bytes.putInt(left, 0, pauses);
      task.thread().memory().write(AddressSpace.PAUSES_LEFT, left);
    }
  }
}
