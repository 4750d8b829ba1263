package dev.reprise.kernel.fd;

import dev.reprise.kernel.Call;
import dev.reprise.kernel.Kernel;
import dev.reprise.kernel.Refused;
import dev.reprise.kernel.SyscallError;
import dev.reprise.linux.Nr;

/** Making descriptors for files which only the deterministic kernel knows. */
public final class Descriptors {
  private static final int CLOEXEC = 0x80000;

  private final Kernel kernel;
  private long nextObject = 1;
  private FileLocks locks =
      (call, file) -> {
        throw new Refused("locks of files are not supported");
      };

  public Descriptors(Kernel kernel) {
    this.kernel = kernel;
  }

  /** Who answers fcntl(2)'s commands on locks. */
  public FileLocks locks() {
    return locks;
  }

  public void setLocks(FileLocks newLocks) {
    locks = newLocks;
  }

  /** The next number for an object that has no inode, such as a pipe: in order of creation. */
  public long nextObject() {
    return nextObject++;
  }

  /**
   * Opens a descriptor for a file which the host does not have; its placeholder takes the number
   * which Linux would give.
   *
   * @return the descriptor
   */
  public int open(Call call, OpenFile file, boolean closeOnExec) {
    long fd = call.execute(Nr.EPOLL_CREATE1, closeOnExec ? CLOEXEC : 0);
    if (fd < 0) {
      // Nobody will ever refer to the file: it is closed as if the last one had gone.
      file.retain();
      file.release(kernel);
      throw new SyscallError((int) -fd);
    }
    call.process().files().put(kernel, (int) fd, file, closeOnExec);
    return (int) fd;
  }

  /** Closes a descriptor, for the host as well. */
  public void close(Call call, int fd) {
    call.execute(Nr.CLOSE, fd);
    call.process().files().remove(kernel, fd);
  }
}
