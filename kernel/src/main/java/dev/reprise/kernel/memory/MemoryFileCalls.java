package dev.reprise.kernel.memory;

import dev.reprise.kernel.Call;
import dev.reprise.kernel.Handlers;
import dev.reprise.kernel.fd.MemoryFile;
import dev.reprise.kernel.file.Inode;
import dev.reprise.linux.Errno;
import dev.reprise.linux.Nr;

/** memfd_create: a real nameless file, with a virtual inode. */
public final class MemoryFileCalls {
  private static final int MFD_CLOEXEC = 1;
  private static final int MFD_ALLOW_SEALING = 2;
  private static final int NAME_MAX = 249;
  private static final int O_RDWR = 2;
  private static final int O_LARGEFILE = 0x8000;

  public void register(Handlers handlers) {
    handlers.on(Nr.MEMFD_CREATE, this::create);
  }

  /** The flags are those which every kernel knows; huge pages are the host's matter. */
  private long create(Call call) {
    int flags = call.intArg(1);
    if ((flags & ~(MFD_CLOEXEC | MFD_ALLOW_SEALING)) != 0) {
      return -Errno.EINVAL;
    }
    String name = call.memory().readCString(call.arg(0), NAME_MAX + 1);
    if (name.length() > NAME_MAX) {
      return -Errno.EINVAL;
    }
    long fd = call.execute();
    if (fd >= 0) {
      Inode inode = call.kernel().files().createNameless(call);
      String path = "/memfd:" + name + " (deleted)";
      MemoryFile file = new MemoryFile(path, O_RDWR | O_LARGEFILE, inode);
      boolean closeOnExec = (flags & MFD_CLOEXEC) != 0;
      call.process().files().put(call.kernel(), (int) fd, file, closeOnExec);
    }
    return fd;
  }
}
