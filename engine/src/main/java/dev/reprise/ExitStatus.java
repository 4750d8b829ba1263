package dev.reprise;

/**
 * How the guest's first process ended, as wait4(2) reports it.
 *
 * @param waitStatus the raw status word: the exit code in bits 8 to 15, or the signal in bits 0 to
 *     6 and the core-dump flag in bit 7
 */
public record ExitStatus(int waitStatus) {

  /** The status of a process that called exit with {@code code}, of which 8 bits count. */
  public static ExitStatus exited(int code) {
    return new ExitStatus((code & 0xff) << 8);
  }

  /** The status of a process that died of {@code signal}, 1 to 64. */
  public static ExitStatus signaled(int signal) {
    return new ExitStatus(signal & 0x7f);
  }

  /** Whether a signal ended the process. */
  public boolean isSignaled() {
    return signal() != 0;
  }

  /** The signal that ended the process, or 0 when it exited by itself. */
  public int signal() {
    return waitStatus & 0x7f;
  }

  /** Whether the signal would have written a core file. */
  public boolean coreDumped() {
    return (waitStatus & 0x80) != 0;
  }

  /** The code given to exit, 0 to 255; 0 when a signal ended the process. */
  public int exitCode() {
    return isSignaled() ? 0 : waitStatus >> 8 & 0xff;
  }

  /** What a shell would show in {@code $?}: the exit code, or 128 plus the signal. */
  public int shellCode() {
    return isSignaled() ? 128 + signal() : exitCode();
  }
}
