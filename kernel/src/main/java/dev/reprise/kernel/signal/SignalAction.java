package dev.reprise.kernel.signal;

import dev.reprise.kernel.Bytes;
import dev.reprise.kernel.Memory;

/**
 * What a process has chosen for a signal: the kernel's {@code struct sigaction} of x86-64.
 *
 * @param handler an address, {@link #DEFAULT} or {@link #IGNORE}
 * @param flags SA_ flags
 * @param restorer where the handler returns to
 * @param mask what is blocked while it runs
 */
record SignalAction(long handler, long flags, long restorer, long mask) {
  static final long DEFAULT = 0;
  static final long IGNORE = 1;

  static final long NOCLDSTOP = 1;
  static final long NOCLDWAIT = 2;
  static final long SIGINFO = 4;
  static final long EXPOSE_TAGBITS = 0x800;
  static final long RESTORER = 0x0400_0000;
  static final long ONSTACK = 0x0800_0000;
  static final long RESTART = 0x1000_0000;
  static final long NODEFER = 0x4000_0000;
  static final long RESETHAND = 0x8000_0000L;

  private static final int SIZE = 32;
  private static final long KNOWN =
      NOCLDSTOP
          | NOCLDWAIT
          | SIGINFO
          | EXPOSE_TAGBITS
          | RESTORER
          | ONSTACK
          | RESTART
          | NODEFER
          | RESETHAND;

  /** What every signal has at first. */
  static final SignalAction INITIAL = new SignalAction(DEFAULT, 0, 0, 0);

  static SignalAction read(Memory memory, long address) {
    byte[] raw = memory.read(address, SIZE);
    return new SignalAction(
        Bytes.getLong(raw, 0),
        Bytes.getLong(raw, 8) & KNOWN,
        Bytes.getLong(raw, 16),
        Bytes.getLong(raw, 24) & ~Sig.UNBLOCKABLE);
  }

  void write(Memory memory, long address) {
    byte[] raw = new byte[SIZE];
    Bytes.putLong(raw, 0, handler);
    Bytes.putLong(raw, 8, flags);
    Bytes.putLong(raw, 16, restorer);
    Bytes.putLong(raw, 24, mask);
    memory.write(address, raw);
  }

  boolean isDefault() {
    return handler == DEFAULT;
  }

  boolean isIgnore() {
    return handler == IGNORE;
  }

  boolean has(long flag) {
    return (flags & flag) != 0;
  }

  /** Whether the signal vanishes when it is sent. */
  boolean discards(int signal) {
    return isIgnore() || (isDefault() && Sig.defaultOf(signal) == Sig.Default.IGNORE);
  }
}
