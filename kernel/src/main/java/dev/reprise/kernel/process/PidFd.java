package dev.reprise.kernel.process;

import dev.reprise.kernel.Call;
import dev.reprise.kernel.GuestProcess;
import dev.reprise.kernel.Kernel;
import dev.reprise.kernel.SyscallError;
import dev.reprise.kernel.Task;
import dev.reprise.kernel.fd.OpenFile;
import dev.reprise.linux.Errno;

/** A descriptor of a process: readable once the process has exited. */
public final class PidFd extends OpenFile {
  private static final int O_RDWR = 2;

  private final GuestProcess process;

  /** A descriptor of {@code process}; {@code flags} is O_NONBLOCK or 0. */
  PidFd(GuestProcess process, int flags) {
    super(O_RDWR | flags);
    this.process = process;
  }

  /** The process that a descriptor of the caller stands for; EBADF when it is none. */
  static PidFd require(Call call, int fd) {
    if (call.process().files().require(fd) instanceof PidFd pidFd) {
      return pidFd;
    }
    throw new SyscallError(Errno.EBADF);
  }

  GuestProcess process() {
    return process;
  }

  int pid() {
    return process.pid();
  }

  @Override
  public String name() {
    return "anon_inode:[pidfd]";
  }

  @Override
  protected void closed(Kernel kernel) {
    process.job().watchers().remove(this);
  }

  @Override
  public int readiness(Task asking) {
    return process.isExited() ? READABLE : 0;
  }
}
