package dev.reprise.guest;

/**
 * The breakpoints of the processor for one thread: they stop it before it executes an instruction
 * at one of four addresses, and leave its code as it is.
 */
final class Breakpoints {
  static final int MAX = 4;

  /** Where {@code struct user} has the debug registers. */
  private static final int DEBUG_REGISTERS = 848;

  private static final int CONTROL = DEBUG_REGISTERS + 7 * Long.BYTES;

  private final int tid;
  private long[] wanted = {};
  private long[] written = {};
  private boolean armed;

  Breakpoints(int tid) {
    this.tid = tid;
  }

  /** The thread has lost its breakpoints by an exec. */
  void forget() {
    wanted = new long[0];
    written = wanted;
    armed = false;
  }

  void set(long[] addresses) {
    wanted = addresses;
  }

  /** Whether an instruction at an address is never executed without a stop. */
  boolean isArmedAt(long address) {
    if (armed) {
      for (long place : written) {
        if (place == address) {
          return true;
        }
      }
    }
    return false;
  }

  /** Whether the host has others than those which are wanted. */
  boolean isChanged() {
    return wanted.length == 0 && written.length == 0
        ? armed
        : wanted != written || !armed && written.length > 0;
  }

  /** Makes them work, if there are any; a host which does not let us is no worse than before. */
  void arm() {
    if (wanted != written) {
      disarm();
      written = wanted;
      for (int i = 0; i < written.length; i++) {
        Ptrace.request(Ptrace.POKEUSER, tid, DEBUG_REGISTERS + i * Long.BYTES, written[i]);
      }
    }
    if (!armed && written.length > 0) {
      long control = 0;
      for (int i = 0; i < written.length; i++) {
        // Enabled for this thread; kind and length are those of an instruction, which are zero.
        control |= 1L << 2 * i;
      }
      armed = Ptrace.request(Ptrace.POKEUSER, tid, CONTROL, control) == 0;
    }
  }

  /** Lets the thread pass, so that it can be led by single steps. */
  void disarm() {
    if (armed) {
      Ptrace.request(Ptrace.POKEUSER, tid, CONTROL, 0);
      armed = false;
    }
  }
}
