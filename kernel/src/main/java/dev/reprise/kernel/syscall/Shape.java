package dev.reprise.kernel.syscall;

/**
 * What lies behind a pointer argument.
 *
 * <p>Sizes are those of the kernel's own structures on x86-64, which differ from libc's for a few.
 */
public enum Shape {
  BYTES(1),
  /** A string with NUL at its end, whose length with the NUL is the result. */
  TEXT(1),
  RANDOM_BYTES(1),
  /** The name of a thread, as prctl returns it. */
  TASK_NAME(16),
  /** Array of pointers to strings, ended by NULL. */
  STRINGS(8),
  /** The same, of which only the number of strings is printed. */
  ENVIRONMENT(8),
  IOVECS(16),
  MSGHDR(56),
  SOCKADDR(1),
  /** Address written by the call; the counted argument points to its length. */
  SOCKADDR_OUT(1),
  INT32(4),
  INT64(8),
  INT_PAIR(8),
  IDS(4),
  WAIT_STATUS(4),
  POLLFDS(8),
  /** Bit set of descriptors; the counted argument is one more than the highest descriptor. */
  FD_SET(8),
  EPOLL_EVENT(12),
  EPOLL_EVENTS(12),
  DIRENTS(1),
  CPU_SET(8),
  SIGSET(8),
  SIGACTION(32),
  SIGINFO(128),
  STACK(24),
  TIMESPEC(16),
  TIMESPEC_PAIR(32),
  /** Time left of a sleep: written only when a signal has ended it. */
  TIME_LEFT(16),
  TIMEVAL(16),
  TIMEVAL_PAIR(32),
  UTIMBUF(16),
  ITIMERVAL(32),
  ITIMERSPEC(32),
  TMS(32),
  TIMEZONE(8),
  STAT(144),
  STATX(256),
  STATFS(120),
  FLOCK(32),
  OPEN_HOW(24),
  RUSAGE(144),
  RLIMIT(16),
  UTSNAME(390),
  SYSINFO(112),
  WINSIZE(8),
  CLONE_ARGS(64);

  private final int size;

  Shape(int size) {
    this.size = size;
  }

  /** Bytes of one element. */
  public int size() {
    return size;
  }
}
