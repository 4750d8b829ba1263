package dev.reprise.kernel.file;

import dev.reprise.kernel.Call;
import dev.reprise.kernel.SyscallError;
import dev.reprise.kernel.fd.KernelFile;
import dev.reprise.linux.Errno;
import dev.reprise.linux.Nr;

/**
 * An open synthetic file: the host has its content in a nameless file in memory, so that reading,
 * seeking and mapping are the real thing.
 */
final class SyntheticText extends KernelFile {
  private final Status status;

  private SyntheticText(String path, int flags, Inode inode, Status status) {
    super(path, flags, inode);
    this.status = status;
  }

  Status status() {
    return status;
  }

  /** Makes the file of a descriptor, which is returned. */
  static long open(Call call, Files files, Opening opening, Synthetic.Text text, Status status) {
    if (opening.wantsWriting()) {
      return -Errno.EACCES;
    }
    int closeOnExec = opening.closeOnExec() ? 1 : 0;
    long fd = call.execute(Nr.MEMFD_CREATE, Scratch.path(call, 2, "synthetic"), closeOnExec);
    if (fd < 0) {
      return fd;
    }
    fill(call, fd, text.content().get());
    Inode inode = files.inodes().createNameless(files.now(), 0, 0);
    String path = opening.target().path();
    SyntheticText file = new SyntheticText(path, opening.keptFlags(), inode, status);
    call.process().files().put(call.kernel(), (int) fd, file, opening.closeOnExec());
    return fd;
  }

  static void fill(Call call, long fd, byte[] content) {
    for (int done = 0; done < content.length; ) {
      int length = Math.min(Scratch.BUFFER_SIZE, content.length - done);
      byte[] part = java.util.Arrays.copyOfRange(content, done, done + length);
      call.memory().write(Scratch.buffer(call), part);
      long written = call.execute(Nr.WRITE, fd, Scratch.buffer(call), length);
      if (written <= 0) {
        throw new SyscallError(Errno.ENOMEM);
      }
      done += (int) written;
    }
    call.execute(Nr.LSEEK, fd, 0, 0);
  }
}
