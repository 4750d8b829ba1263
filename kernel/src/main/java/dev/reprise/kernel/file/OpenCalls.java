package dev.reprise.kernel.file;

import dev.reprise.kernel.Bytes;
import dev.reprise.kernel.Call;
import dev.reprise.kernel.Handlers;
import dev.reprise.kernel.SyscallError;
import dev.reprise.linux.Errno;
import dev.reprise.linux.Nr;

/** open and its relatives. */
public final class OpenCalls {
  private static final int HOW_SIZE = 24;
  private static final int HOW_MOST = 4096;
  private static final long RESOLVE_KNOWN = 0x3f;
  private static final int RESOLVE_IN_TREE = 0x08 | 0x10;
  private static final int RESOLVE_CACHED = 0x20;
  private static final int O_WRONLY = 1;

  private final Files files;
  private final Opener opener;
  private final NamelessFiles nameless;

  public OpenCalls(Files files) {
    this.files = files;
    this.opener = new Opener(files);
    this.nameless = new NamelessFiles(files);
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
    boolean follow = Opening.follows(flags);
    Target target = files.paths().resolve(call, dirfd, call.arg(pathArgument), follow, 0);
    if ((flags & Opening.O_TMPFILE) != 0 && (flags & Opening.O_PATH) == 0) {
      return nameless.create(call, target, new Opening(target, flags, mode));
    }
    return opener.open(call, new Opening(target, flags, mode), Opener.Resolution.PLAIN);
  }

  private long openat2(Call call) {
    byte[] how = how(call);
    long allFlags = Bytes.getLong(how, 0);
    long mode = Bytes.getLong(how, 8);
    long resolve = Bytes.getLong(how, 16);
    int flags = (int) allFlags;
    if ((allFlags & ~Opening.KNOWN) != 0
        || (mode & ~07777) != 0
        || (mode != 0 && (flags & (Opening.O_CREAT | Opening.O_TMPFILE)) == 0)
        || (resolve & ~RESOLVE_KNOWN) != 0
        || (resolve & RESOLVE_IN_TREE) == RESOLVE_IN_TREE) {
      return -Errno.EINVAL;
    }
    if ((resolve & RESOLVE_CACHED) != 0) {
      return -Errno.EAGAIN;
    }
    if (resolve != 0 && (flags & Opening.O_TMPFILE) != 0) {
      return -Errno.EOPNOTSUPP;
    }
    if (resolve == 0) {
      return open(call, call.intArg(0), 1, flags, (int) mode);
    }
    if ((resolve & RESOLVE_IN_TREE) != 0 && !Who.of(call).overrides()) {
      // What such a path means is the host's to say, but whether the user may go it is ours.
      return -Errno.ENOSYS;
    }
    Target target;
    if ((resolve & RESOLVE_IN_TREE) != 0) {
      // Beneath the given directory an absolute path does not mean what it means to us.
      String given = call.path(1);
      String path = PathNames.normalize(files.paths().directory(call, call.intArg(0)), given);
      target = new Target(call.intArg(0), call.arg(1), given, path, null);
    } else {
      boolean follow = Opening.follows(flags);
      target =
          files
              .paths()
              .resolve(call, Who.of(call), call.intArg(0), call.arg(1), follow, 0, resolve);
    }
    // How the container is mounted together is not for the guest, which sees one file system.
    Opener.Resolution limits = new Opener.Resolution(resolve & ~Paths.RESOLVE_NO_XDEV);
    return opener.open(call, new Opening(target, flags, (int) mode), limits);
  }

  /** The structure of argument 2, of which a longer one has only zeros more. */
  private static byte[] how(Call call) {
    long size = call.arg(3);
    if (Long.compareUnsigned(size, HOW_SIZE) < 0) {
      throw new SyscallError(Errno.EINVAL);
    }
    if (Long.compareUnsigned(size, HOW_MOST) > 0) {
      throw new SyscallError(Errno.E2BIG);
    }
    byte[] how = call.memory().read(call.arg(2), (int) size);
    for (int i = HOW_SIZE; i < how.length; i++) {
      if (how[i] != 0) {
        throw new SyscallError(Errno.E2BIG);
      }
    }
    return how;
  }
}
