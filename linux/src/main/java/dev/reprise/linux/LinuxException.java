package dev.reprise.linux;

/** A system call of our own, not of the guest, failed. */
public final class LinuxException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int errno;

  /**
   * @param what what was tried, as the subject of a sentence
   * @param errno the kernel's error number, positive
   */
  public LinuxException(String what, int errno) {
    super(what + ": " + Errno.describe(errno));
    this.errno = errno;
  }

  /** The kernel's error number, positive. */
  public int errno() {
    return errno;
  }
}
