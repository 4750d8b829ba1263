package dev.reprise.kernel.signal;

import dev.reprise.kernel.GuestThread;
import dev.reprise.linux.UserRegs;

/**
 * What a signal frame tells of the thread's latest fault.
 *
 * @param number the processor's exception
 * @param error its error code
 * @param address what CR2 holds: the address of the latest page fault
 */
record TrapState(long number, long error, long address) {
  static final TrapState NONE = new TrapState(0, 0, 0);

  private static final int PAGE_FAULT = 14;
  private static final int USER = 4;
  private static final int PRESENT = 1;
  private static final int FETCH = 0x10;
  private static final int SEGV_ACCERR = 2;
  private static final int BUS_ADRALN = 1;
  private static final int FPE_INTDIV = 1;
  private static final int X87_STATUS = 2;
  private static final int X87_PENDING = 0x80;

  /**
   * The state after a fault. ptrace(2) does not tell the processor's words, so they are derived
   * from the signal; whether a page fault was a write cannot be told and is not claimed.
   *
   * @param thread stopped at the instruction that failed
   */
  static TrapState after(TrapState before, SignalInfo info, GuestThread thread) {
    long rip = thread.register(UserRegs.RIP);
    boolean hasAddress = info.code() != SignalInfo.SI_KERNEL;
    return switch (info.signal()) {
      case Sig.SEGV -> hasAddress ? pageFault(info, rip) : new TrapState(13, 0, before.address);
      case Sig.BUS ->
          info.code() == BUS_ADRALN ? new TrapState(17, 0, before.address) : pageFault(info, rip);
      case Sig.FPE -> new TrapState(arithmetic(info, thread), 0, before.address);
      case Sig.ILL -> new TrapState(6, 0, before.address);
      case Sig.TRAP -> new TrapState(hasAddress ? 1 : 3, 0, before.address);
      default -> before;
    };
  }

  /** Integers have one exception, the x87 says when it waits for one, and the rest is SSE's. */
  private static long arithmetic(SignalInfo info, GuestThread thread) {
    if (info.code() == FPE_INTDIV) {
      return 0;
    }
    return (thread.extendedState()[X87_STATUS] & X87_PENDING) != 0 ? 16 : 19;
  }

  private static TrapState pageFault(SignalInfo info, long rip) {
    long error = USER;
    if (info.signal() == Sig.SEGV && info.code() == SEGV_ACCERR) {
      error |= PRESENT;
    }
    if (info.address() == rip) {
      error |= FETCH;
    }
    return new TrapState(PAGE_FAULT, error, info.address());
  }
}
