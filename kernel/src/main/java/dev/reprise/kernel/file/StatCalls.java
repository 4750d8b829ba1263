package dev.reprise.kernel.file;

import dev.reprise.kernel.Call;
import dev.reprise.kernel.Handlers;
import dev.reprise.linux.Errno;
import dev.reprise.linux.Nr;

/** stat and its relatives. */
public final class StatCalls {
  private static final int AT_NO_AUTOMOUNT = 0x800;
  private static final int AT_STATX_SYNC_TYPE = 0x6000;
  private static final int STATX_RESERVED = 0x80000000;

  private final Lookup lookup;

  public StatCalls(Files files) {
    this.lookup = new Lookup(files);
  }

  public void register(Handlers handlers) {
    int nofollow = HostStat.AT_SYMLINK_NOFOLLOW;
    handlers.on(Nr.STAT, call -> stat(call, Paths.AT_FDCWD, 0, 1, 0));
    handlers.on(Nr.LSTAT, call -> stat(call, Paths.AT_FDCWD, 0, 1, nofollow));
    handlers.on(Nr.FSTAT, call -> write(call, 1, ofDescriptor(call, call.intArg(0))));
    handlers.on(Nr.NEWFSTATAT, call -> stat(call, call.intArg(0), 1, 2, call.intArg(3)));
    handlers.on(Nr.STATX, this::statx);
  }

  private long stat(Call call, int dirfd, int pathArgument, int outArgument, int flags) {
    if ((flags
            & ~(HostStat.AT_SYMLINK_NOFOLLOW
                | HostStat.AT_EMPTY_PATH
                | AT_NO_AUTOMOUNT
                | AT_STATX_SYNC_TYPE))
        != 0) {
      return -Errno.EINVAL;
    }
    return write(call, outArgument, of(call, dirfd, call.arg(pathArgument), flags));
  }

  private static long write(Call call, int outArgument, Status status) {
    call.memory().write(call.arg(outArgument), status.toStat());
    return 0;
  }

  private long statx(Call call) {
    int flags = call.intArg(2);
    int known =
        HostStat.AT_SYMLINK_NOFOLLOW
            | HostStat.AT_EMPTY_PATH
            | AT_NO_AUTOMOUNT
            | AT_STATX_SYNC_TYPE;
    if ((flags & ~known) != 0
        || (flags & AT_STATX_SYNC_TYPE) == AT_STATX_SYNC_TYPE
        || (call.intArg(3) & STATX_RESERVED) != 0) {
      return -Errno.EINVAL;
    }
    Status status = of(call, call.intArg(0), call.arg(1), flags);
    call.memory().write(call.arg(4), status.toStatx());
    return 0;
  }

  private Status of(Call call, int dirfd, long path, int flags) {
    if ((flags & HostStat.AT_EMPTY_PATH) != 0 && Lookup.isEmpty(call, path)) {
      return dirfd == Paths.AT_FDCWD
          ? lookup.status(call, dirfd, Scratch.path(call, 2, "."), true)
          : ofDescriptor(call, dirfd);
    }
    return lookup.status(call, dirfd, path, (flags & HostStat.AT_SYMLINK_NOFOLLOW) == 0);
  }

  private Status ofDescriptor(Call call, int fd) {
    return lookup.ofOpenFile(call, call.process().files().require(fd), fd);
  }
}
