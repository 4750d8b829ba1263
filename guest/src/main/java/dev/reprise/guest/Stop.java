package dev.reprise.guest;

/**
 * Why a traced thread stopped, decoded from the status that {@code wait4} reports.
 *
 * @param kind what happened
 * @param detail the signal of {@link Kind#SIGNAL} and {@link Kind#KILLED}, the code of {@link
 *     Kind#EXITED}, else 0
 */
public record Stop(Kind kind, int detail) {
  /** The kinds of stops. */
  public enum Kind {
    /** At a system call's entry, because the filter says so. */
    SECCOMP,
    /** At a system call's entry or exit, because the thread was resumed until there. */
    SYSCALL,
    CLONE,
    EXEC,
    /** A new thread's first stop, or the answer to an interrupt. */
    EVENT,
    /** A signal is about to be delivered. */
    SIGNAL,
    /** The thread is gone; {@code detail} is its exit code. */
    EXITED,
    /** The thread is gone; {@code detail} is the signal that ended it. */
    KILLED
  }

  private static final int SIGTRAP = 5;

  static Stop decode(int status) {
    if ((status & 0x7f) == 0) {
      return new Stop(Kind.EXITED, (status >> 8) & 0xff);
    }
    if ((status & 0xff) != 0x7f) {
      return new Stop(Kind.KILLED, status & 0x7f);
    }
    int signal = (status >> 8) & 0xff;
    int event = status >> 16;
    return switch (event) {
      case 0 ->
          signal == (SIGTRAP | 0x80) ? new Stop(Kind.SYSCALL, 0) : new Stop(Kind.SIGNAL, signal);
      case Ptrace.EVENT_FORK, Ptrace.EVENT_VFORK, Ptrace.EVENT_CLONE -> new Stop(Kind.CLONE, 0);
      case Ptrace.EVENT_EXEC -> new Stop(Kind.EXEC, 0);
      case Ptrace.EVENT_SECCOMP -> new Stop(Kind.SECCOMP, 0);
      case Ptrace.EVENT_STOP -> new Stop(Kind.EVENT, signal);
      default -> throw new IllegalStateException("unknown ptrace event " + event);
    };
  }

  /** Whether the thread is gone. */
  public boolean isDeath() {
    return kind == Kind.EXITED || kind == Kind.KILLED;
  }
}
