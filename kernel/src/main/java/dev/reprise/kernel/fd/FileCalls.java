package dev.reprise.kernel.fd;

import dev.reprise.kernel.Call;
import dev.reprise.kernel.GuestProcess;
import dev.reprise.kernel.Handlers;
import dev.reprise.kernel.Kernel;
import dev.reprise.linux.Errno;
import dev.reprise.linux.Nr;

/** Calls on one open file which neither read nor write: positions, sizes, flushing, ioctl. */
public final class FileCalls {
  private static final int O_PATH = 0x200000;
  private static final int FIONCLEX = 0x5450;
  private static final int FIOCLEX = 0x5451;
  private static final int FIONBIO = 0x5421;
  private static final int FIOASYNC = 0x5452;
  private static final int FIONREAD = 0x541B;

  private static final int FICLONE = 0x40049409;
  private static final int FICLONERANGE = 0x4020940d;

  private final Kernel kernel;

  public FileCalls(Kernel kernel) {
    this.kernel = kernel;
  }

  public void register(Handlers handlers) {
    handlers.on(Nr.LSEEK, call -> file(call).seek(call));
    handlers.on(Nr.IOCTL, this::ioctl);
    handlers.on(Nr.FSYNC, call -> onRegular(call, Errno.EINVAL));
    handlers.on(Nr.FDATASYNC, call -> onRegular(call, Errno.EINVAL));
    handlers.on(Nr.FTRUNCATE, call -> change(call, Errno.EINVAL));
    handlers.on(Nr.SYNC_FILE_RANGE, FileCalls::onRange);
    handlers.on(Nr.FADVISE64, FileCalls::advice);
    handlers.on(Nr.READAHEAD, call -> accepted(call, Errno.EINVAL));
    handlers.on(Nr.SYNCFS, call -> accepted(call, 0));
    handlers.on(Nr.SYNC, call -> 0);
    handlers.on(Nr.FALLOCATE, new Allocation(kernel)::fallocate);
  }

  private static OpenFile file(Call call) {
    return call.process().files().require(call.intArg(0));
  }

  private static long onRegular(Call call, int otherwise) {
    return file(call) instanceof KernelFile ? call.execute() : -otherwise;
  }

  private long change(Call call, int otherwise) {
    long result = onRegular(call, otherwise);
    if (result == 0) {
      kernel.files().contentChanged(call, file(call), call.intArg(0));
    }
    return result;
  }

  /** Advice has no effect that a guest may see, and flushing is the host's affair. */
  private static long advice(Call call) {
    long accepted = accepted(call, Errno.ESPIPE);
    boolean known = call.arg(2) >= 0 && call.intArg(3) >= 0 && call.intArg(3) <= 5;
    return accepted == 0 && !known ? -Errno.EINVAL : accepted;
  }

  /** sync_file_range: a range within what a file can have, and the three flags. */
  private static long onRange(Call call) {
    long accepted = accepted(call, Errno.ESPIPE);
    long end = call.arg(1) + call.arg(2);
    boolean fits = call.arg(1) >= 0 && end >= call.arg(1) && call.intArg(3) >>> 3 == 0;
    return accepted != -Errno.EBADF && !fits ? -Errno.EINVAL : accepted;
  }

  private static long accepted(Call call, int otherwise) {
    OpenFile file = file(call);
    if ((file.flags() & O_PATH) != 0) {
      return -Errno.EBADF;
    }
    return file instanceof KernelFile ? 0 : -otherwise;
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
      case FIOASYNC -> {
        boolean on = call.memory().readInt(call.arg(2)) != 0;
        if (!(file.isSocket())) {
          return on ? -Errno.ENOTTY : 0;
        }
        SignalDriven.set(kernel, file, on);
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
