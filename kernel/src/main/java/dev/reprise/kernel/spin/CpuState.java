package dev.reprise.kernel.spin;

import dev.reprise.kernel.GuestThread;
import dev.reprise.linux.UserRegs;
import java.util.Arrays;

/** The registers of a thread at a moment, apart from the vector registers. */
final class CpuState {
  /** The instruction pointer comes first, since it is what differs most often. */
  private static final int NUMBERED = 16;

  private static final int[] REGISTERS = registers();

  /** The resume flag tells how the thread was stopped, and not what it will do. */
  private static final long RESUME_FLAG = 0x10000;

  private final long[] values = new long[REGISTERS.length];

  private CpuState() {}

  /** Those which instructions number are in the order of their numbers. */
  private static int[] registers() {
    int[] last = {UserRegs.EFLAGS, UserRegs.FS_BASE, UserRegs.GS_BASE};
    int[] all = new int[1 + NUMBERED + last.length];
    all[0] = UserRegs.RIP;
    for (int i = 0; i < NUMBERED; i++) {
      all[1 + i] = UserRegs.byEncoding(i);
    }
    System.arraycopy(last, 0, all, 1 + NUMBERED, last.length);
    return all;
  }

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
