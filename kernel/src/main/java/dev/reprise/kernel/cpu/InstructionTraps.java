package dev.reprise.kernel.cpu;

import dev.reprise.kernel.GuestEvent;
import dev.reprise.kernel.Kernel;
import dev.reprise.kernel.Task;
import dev.reprise.linux.UserRegs;

/** Answers instructions that trap: rdtsc and rdtscp, which PR_SET_TSC turns into SIGSEGV. */
public final class InstructionTraps {
  private static final int SIGSEGV = 11;

  private final Kernel kernel;

  public InstructionTraps(Kernel kernel) {
    this.kernel = kernel;
  }

  /** Emulates the instruction at which a task was stopped, if it is one of ours. */
  public boolean handle(Task task, GuestEvent event) {
    if (event.signal() != SIGSEGV) {
      return false;
    }
    byte[] code = new byte[3];
    long rip = task.thread().register(UserRegs.RIP);
    int length = task.thread().memory().tryRead(rip, code, 0, code.length);
    if (length >= 2 && code[0] == 0x0F && code[1] == 0x31) {
      readTimestamp(task, rip + 2);
      return true;
    }
    if (length == 3 && code[0] == 0x0F && code[1] == 0x01 && code[2] == (byte) 0xF9) {
      readTimestamp(task, rip + 3);
      // IA32_TSC_AUX: the number of the CPU, of which a guest only ever sees the first.
      task.thread().setRegister(UserRegs.RCX, 0);
      return true;
    }
    return false;
  }

  /** The virtual time stamp counter runs at one gigahertz: it counts nanoseconds. */
  private void readTimestamp(Task task, long next) {
    long now = kernel.clock().monotonicNanos();
    task.thread().setRegister(UserRegs.RAX, now & 0xffffffffL);
    task.thread().setRegister(UserRegs.RDX, now >>> 32);
    task.thread().setRegister(UserRegs.RIP, next);
    kernel.report(task, "rdtsc", now);
  }
}
