package dev.reprise.kernel;

/**
 * Why a running guest thread stopped.
 *
 * @param kind what happened
 * @param signal the signal of a fault or of a death
 * @param info the 128 bytes of the fault's {@code siginfo_t}; else empty
 */
public record GuestEvent(Kind kind, int signal, byte[] info) {
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
}
