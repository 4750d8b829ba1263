package dev.reprise.kernel;

/** Ends a handler with an error for the guest: the dispatcher makes it the result of the call. */
public final class SyscallError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int errno;

  /** An error with a positive number, one of the constants of {@code Errno}. */
  public SyscallError(int errno) {
    // Raised on the normal path of programs that probe: a stack trace would only cost time.
    super(dev.reprise.linux.Errno.name(errno), null, false, false);
    this.errno = errno;
  }

  /** The error number, positive. */
  public int errno() {
    return errno;
  }
}
