package dev.reprise.kernel.file;

import dev.reprise.kernel.Bytes;
import dev.reprise.kernel.Call;
import dev.reprise.kernel.Handlers;
import dev.reprise.linux.Errno;
import dev.reprise.linux.Nr;

/** open and its relatives. */
public final class OpenCalls {
  private static final int HOW_SIZE = 24;
  private static final int RESOLVE_IN_TREE = 0x08 | 0x10;
  private static final int RESOLVE_CACHED = 0x20;
  private static final int O_WRONLY = 1;

  private final Files files;
  private final Opener opener;

  public OpenCalls(Files files) {
    this.files = files;
    this.opener = new Opener(files);
  }

  public void register(Handlers handlers) {
    handlers.on(Nr.OPEN, call -> open(call, Paths.AT_FDCWD, 0, call.intArg(1), call.intArg(2)));
    handlers.on(Nr.OPENAT, call -> open(call, call.intArg(0), 1, call.intArg(2), call.intArg(3)));
    handlers.on(
        Nr.CREAT,
        call -> {
          int flags = Opening.O_CREAT | O_WRONLY | Opening.O_TRUNC;
          return open(call, Paths.AT_FDCWD, 0, flags, call.intArg(1));
        });
    handlers.on(Nr.OPENAT2, this::openat2);
  }

  private long open(Call call, int dirfd, int pathArgument, int flags, int mode) {
    if ((flags & Opening.O_TMPFILE) != 0) {
      // Some of the host's file systems have nameless files and some have not: none here has them.
      return -Errno.EOPNOTSUPP;
    }
    boolean follow = Opening.follows(flags);
    Target target = files.paths().resolve(call, dirfd, call.arg(pathArgument), follow, 0);
    return opener.open(call, new Opening(target, flags, mode), Opener.Resolution.PLAIN);
  }

  private long openat2(Call call) {
    if (call.arg(3) < HOW_SIZE) {
      return -Errno.EINVAL;
    }
    byte[] how = call.memory().read(call.arg(2), HOW_SIZE);
    int flags = (int) Bytes.getLong(how, 0);
    int mode = (int) Bytes.getLong(how, 8);
    long resolve = Bytes.getLong(how, 16);
    if ((resolve & RESOLVE_CACHED) != 0) {
      return -Errno.EAGAIN;
    }
    if ((flags & Opening.O_TMPFILE) != 0) {
      return -Errno.EOPNOTSUPP;
    }
    if (resolve == 0) {
      return open(call, call.intArg(0), 1, flags, mode);
    }
    Target target;
    if ((resolve & RESOLVE_IN_TREE) != 0) {
      // Beneath the given directory an absolute path does not mean what it means to us.
      String given = call.path(1);
      String path = PathNames.normalize(files.paths().directory(call, call.intArg(0)), given);
      target = new Target(call.intArg(0), call.arg(1), given, path, null);
    } else {
      target = files.paths().resolve(call, call.intArg(0), call.arg(1), Opening.follows(flags), 0);
    }
    return opener.open(call, new Opening(target, flags, mode), new Opener.Resolution(resolve));
  }
}
