package dev.reprise.kernel.fd;

import dev.reprise.kernel.Call;
import dev.reprise.kernel.Handlers;
import dev.reprise.kernel.Kernel;
import dev.reprise.kernel.Refused;
import dev.reprise.linux.Errno;
import dev.reprise.linux.Nr;

/** fcntl. */
public final class FcntlCalls {
  private static final int F_DUPFD = 0;
  private static final int F_GETFD = 1;
  private static final int F_SETFD = 2;
  private static final int F_GETFL = 3;
  private static final int F_SETFL = 4;
  private static final int F_SETOWN = 8;
  private static final int F_GETOWN = 9;
  private static final int F_NOTIFY = 1026;
  private static final int F_DUPFD_CLOEXEC = 1030;
  private static final int F_SETPIPE_SZ = 1031;
  private static final int F_GETPIPE_SZ = 1032;
  private static final int F_ADD_SEALS = 1033;
  private static final int F_GET_SEALS = 1034;

  private static final int FD_CLOEXEC = 1;
  private static final long DN_MULTISHOT = 0x8000_0000L;
  private static final int O_PATH = 0x200000;
  private static final int O_APPEND = 0x400;
  private static final int O_DIRECT = 0x4000;
  private static final int O_NOATIME = 0x40000;

  /** What F_SETFL changes on files that we serve; it ignores the rest, and so does Linux. */
  private static final int SETTABLE = O_APPEND | OpenFile.O_NONBLOCK | O_NOATIME;

  /** What the host's file never gets: waiting is ours, and the rest depends on its file system. */
  private static final int NOT_FOR_HOST = OpenFile.O_NONBLOCK | O_DIRECT | O_NOATIME;

  private final Kernel kernel;

  public FcntlCalls(Kernel kernel) {
    this.kernel = kernel;
  }

  public void register(Handlers handlers) {
    handlers.on(Nr.FCNTL, this::fcntl);
  }

  private long fcntl(Call call) {
    FdTable files = call.process().files();
    int fd = call.intArg(0);
    OpenFile file = files.require(fd);
    return switch (call.intArg(1)) {
      case F_DUPFD -> duplicate(call, file, false);
      case F_DUPFD_CLOEXEC -> duplicate(call, file, true);
      case F_GETFD -> files.isCloseOnExec(fd) ? FD_CLOEXEC : 0;
      case F_SETFD -> {
        boolean wanted = (call.arg(2) & FD_CLOEXEC) != 0;
        if (files.isCloseOnExec(fd) == wanted) {
          yield 0;
        }
        files.setCloseOnExec(fd, wanted);
        yield call.execute();
      }
      default -> (file.flags() & O_PATH) != 0 ? onPath(call, file) : onFile(call, file);
    };
  }

  private long duplicate(Call call, OpenFile file, boolean closeOnExec) {
    long fd = call.execute();
    if (fd >= 0) {
      call.process().files().put(kernel, (int) fd, file, closeOnExec);
    }
    return fd;
  }

  /** A descriptor which only names a file allows nothing but its flags to be asked. */
  private static long onPath(Call call, OpenFile file) {
    return call.intArg(1) == F_GETFL ? file.flags() : -Errno.EBADF;
  }

  private long onFile(Call call, OpenFile file) {
    return switch (call.intArg(1)) {
      case F_GETFL -> file.flags();
      case F_SETFL -> setFlags(call, file);
      case F_GETOWN -> file.owner();
      case F_SETOWN -> {
        file.setOwner(call.intArg(2));
        yield 0;
      }
      // Nothing is watched; without any event to tell of, the call only ends what there was.
      case F_NOTIFY -> (call.arg(2) & ~DN_MULTISHOT) == 0 ? 0 : -Errno.EINVAL;
      case F_GETPIPE_SZ -> file.capacity();
      case F_SETPIPE_SZ -> file.setCapacity(call.intArg(2));
      case F_ADD_SEALS, F_GET_SEALS -> file instanceof MemoryFile ? call.execute() : -Errno.EINVAL;
      case 5, 6, 7, 36, 37, 38 -> kernel.descriptors().locks().fcntl(call, file);
      default -> -Errno.EINVAL;
    };
  }

  private long setFlags(Call call, OpenFile file) {
    int wanted = call.intArg(2);
    boolean async = (wanted & SignalDriven.O_ASYNC) != 0;
    if (async && (file instanceof KernelFile || file.isAskedAlways())) {
      throw new Refused("signal-driven input and output (O_ASYNC) is not supported");
    }
    SignalDriven.set(kernel, file, async);
    if (file instanceof KernelFile) {
      long result = call.execute(call.nr(), call.arg(0), F_SETFL, wanted & ~NOT_FOR_HOST);
      if (result < 0) {
        return result;
      }
    }
    file.setFlags(file.flags() & ~SETTABLE | wanted & SETTABLE);
    return 0;
  }
}
