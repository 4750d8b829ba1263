package dev.reprise.kernel.fd;

import dev.reprise.kernel.Call;
import dev.reprise.kernel.GuestProcess;
import dev.reprise.kernel.Handlers;
import dev.reprise.kernel.Kernel;
import dev.reprise.linux.Errno;
import dev.reprise.linux.Nr;

/** Calls on one open file which neither read nor write: positions, sizes, flushing, ioctl. */
public final class FileCalls {
  private static final int O_CLOEXEC = 0x80000;
  private static final int FIONCLEX = 0x5450;
  private static final int FIOCLEX = 0x5451;
  private static final int FIONBIO = 0x5421;
  private static final int FIONREAD = 0x541B;

  private static final int FICLONE = 0x40049409;
  private static final int FICLONERANGE = 0x4020940d;

  private final Kernel kernel;

  public FileCalls(Kernel kernel) {
    this.kernel = kernel;
  }

  public void register(Handlers handlers) {
    handlers.on(Nr.OPENAT, call -> open(call, call.path(1), call.intArg(2)));
    handlers.on(Nr.OPEN, call -> open(call, call.path(0), call.intArg(1)));
    handlers.on(Nr.LSEEK, this::seek);
    handlers.on(Nr.IOCTL, this::ioctl);
    for (int nr : new int[] {Nr.FSYNC, Nr.FDATASYNC, Nr.FTRUNCATE}) {
      handlers.on(nr, call -> onRegular(call, Errno.EINVAL));
    }
    handlers.on(Nr.SYNC_FILE_RANGE, call -> accepted(call, Errno.ESPIPE));
    handlers.on(Nr.FADVISE64, call -> accepted(call, Errno.ESPIPE));
    handlers.on(Nr.READAHEAD, call -> accepted(call, Errno.EINVAL));
    handlers.on(Nr.SYNCFS, call -> accepted(call, 0));
    handlers.on(Nr.SYNC, call -> 0);
    handlers.on(Nr.FALLOCATE, call -> onRegular(call, Errno.ESPIPE));
  }

  private long open(Call call, String path, int flags) {
    long fd = call.execute();
    if (fd >= 0) {
      boolean closeOnExec = (flags & O_CLOEXEC) != 0;
      call.process()
          .files()
          .put(kernel, (int) fd, new KernelFile(path, flags & ~O_CLOEXEC), closeOnExec);
    }
    return fd;
  }

  private static OpenFile file(Call call) {
    return call.process().files().require(call.intArg(0));
  }

  private long seek(Call call) {
    OpenFile file = file(call);
    return file instanceof KernelFile ? call.execute() : file.seek(call);
  }

  private static long onRegular(Call call, int otherwise) {
    return file(call) instanceof KernelFile ? call.execute() : -otherwise;
  }

  /** Advice has no effect that a guest may see, and flushing is the host's affair. */
  private static long accepted(Call call, int otherwise) {
    return file(call) instanceof KernelFile ? 0 : -otherwise;
  }

  private long ioctl(Call call) {
    GuestProcess process = call.process();
    OpenFile file = file(call);
    switch (call.intArg(1)) {
      case FIOCLEX, FIONCLEX -> {
        process.files().setCloseOnExec(call.intArg(0), call.intArg(1) == FIOCLEX);
        return call.execute();
      }
      case FIONBIO -> {
        boolean on = call.memory().readInt(call.arg(2)) != 0;
        file.setFlags(file.flags() & ~OpenFile.O_NONBLOCK | (on ? OpenFile.O_NONBLOCK : 0));
        return 0;
      }
      case FIONREAD -> {
        return file instanceof KernelFile ? call.execute() : file.ioctl(call);
      }
      case FICLONE, FICLONERANGE -> {
        return -Errno.EOPNOTSUPP;
      }
      default -> {
        // Inode flags and the like differ between hosts' file systems: none here has them.
        return file instanceof KernelFile ? -Errno.ENOTTY : file.ioctl(call);
      }
    }
  }
}
