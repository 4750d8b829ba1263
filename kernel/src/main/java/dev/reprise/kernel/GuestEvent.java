package dev.reprise.kernel;

import java.util.function.Supplier;

/** Why a running guest thread stopped. */
public final class GuestEvent {
  /** The kinds. */
  public enum Kind {
    /** It is about to make a system call. */
    SYSCALL,
    /** An instruction of its own raised a signal (a trap, a fault, a breakpoint). */
    FAULT,
    /** It was killed from outside of the run. */
    DIED,
    /** Reprise itself interrupted it (a limit on wall time, a user's signal). */
    INTERRUPTED
  }

  private static final byte[] NO_INFO = {};

  private final Kind kind;
  private final int signal;
  private final Supplier<byte[]> info;

  /** An event with its info, which is fetched when it is asked for, before the thread goes on. */
  public GuestEvent(Kind kind, int signal, Supplier<byte[]> info) {
    this.kind = kind;
    this.signal = signal;
    this.info = info;
  }

  /** An event with its info. */
  public GuestEvent(Kind kind, int signal, byte[] info) {
    this(kind, signal, () -> info);
  }

  /** An event that is no fault. */
  public GuestEvent(Kind kind, int signal) {
    this(kind, signal, () -> NO_INFO);
  }

  /** What happened. */
  public Kind kind() {
    return kind;
  }

  /** The signal of a fault or of a death. */
  public int signal() {
    return signal;
  }

  /** The 128 bytes of a fault's {@code siginfo_t}; else empty. */
  public byte[] info() {
    return info.get();
  }
}
