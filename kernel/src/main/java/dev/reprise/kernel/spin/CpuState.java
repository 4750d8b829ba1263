package dev.reprise.kernel.spin;

import dev.reprise.kernel.GuestThread;
import dev.reprise.linux.UserRegs;
import java.util.Arrays;

/** The registers of a thread at a moment, apart from the vector registers. */
final class CpuState {
  /** The instruction pointer comes first, since it is what differs most often. */
  private static final int[] REGISTERS = {
    UserRegs.RIP,
    UserRegs.RAX,
    UserRegs.RCX,
    UserRegs.RDX,
    UserRegs.RBX,
    UserRegs.RSP,
    UserRegs.RBP,
    UserRegs.RSI,
    UserRegs.RDI,
    UserRegs.R8,
    UserRegs.R9,
    UserRegs.R10,
    UserRegs.R11,
    UserRegs.R12,
    UserRegs.R13,
    UserRegs.R14,
    UserRegs.R15,
    UserRegs.EFLAGS,
    UserRegs.FS_BASE,
    UserRegs.GS_BASE
  };

  /** The resume flag tells how the thread was stopped, and not what it will do. */
  private static final long RESUME_FLAG = 0x10000;

  private final long[] values = new long[REGISTERS.length];

  private CpuState() {}

  static CpuState of(GuestThread thread) {
    CpuState state = new CpuState();
    for (int i = 0; i < REGISTERS.length; i++) {
      state.values[i] = value(thread, REGISTERS[i]);
    }
    return state;
  }

  private static long value(GuestThread thread, int register) {
    long value = thread.register(register);
    return register == UserRegs.EFLAGS ? value & ~RESUME_FLAG : value;
  }

  /** Whether a thread has these registers now. */
  boolean isPresent(GuestThread thread) {
    for (int i = 0; i < REGISTERS.length; i++) {
      if (value(thread, REGISTERS[i]) != values[i]) {
        return false;
      }
    }
    return true;
  }

  /** Orders states, by the instruction pointer first. */
  int compareTo(CpuState other) {
    return Arrays.compareUnsigned(values, other.values);
  }
}
