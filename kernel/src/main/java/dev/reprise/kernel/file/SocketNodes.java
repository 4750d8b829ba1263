package dev.reprise.kernel.file;

import dev.reprise.kernel.Call;
import dev.reprise.kernel.SyscallError;
import dev.reprise.linux.Errno;
import dev.reprise.linux.Nr;

/** The files which sockets of AF_UNIX are bound to: real ones, that nothing ever goes through. */
final class SocketNodes {
  private static final int W_OK = 2;

  /** Where the path from the address is put, beyond what the calls on files use. */
  private static final int SLOT = 6;

  private final Files files;

  SocketNodes(Files files) {
    this.files = files;
  }

  /** Makes a file as mknod(2) would. */
  long create(Call call, String path) {
    long address = Scratch.path(call, SLOT, path);
    Target target = files.paths().resolve(call, Paths.AT_FDCWD, address, false, 0);
    if (target.node() != null) {
      throw new SyscallError(Errno.EADDRINUSE);
    }
    files.access().requireNew(call, target);
    long result =
        Led.execute(
            call,
            files,
            target,
            false,
            0,
            t -> call.execute(Nr.MKNODAT, t.dirfd(), t.address(), HostStat.S_IFSOCK | 0777, 0));
    if (result < 0) {
      throw new SyscallError(result == -Errno.EEXIST ? Errno.EADDRINUSE : (int) -result);
    }
    HostStat host = HostStat.require(call, target, false);
    long number = files.create(call, target, host).number();
    files.tell(call, FileEvents.Kind.CREATED, target.path(), host);
    return number;
  }

  /** Finds a file as open(2) would, for writing. */
  long find(Call call, String path) {
    long address = Scratch.path(call, SLOT, path);
    Lookup.Located found = new Lookup(files).existing(call, Paths.AT_FDCWD, address, true, 0);
    HostStat host = found.host();
    if (host == null || host.type() != HostStat.S_IFSOCK) {
      throw new SyscallError(Errno.ECONNREFUSED);
    }
    files.access().require(call, host, Access.WRITE);
    Target target = found.target();
    long result = call.execute(Nr.FACCESSAT, target.dirfd(), target.address(), W_OK);
    if (result < 0) {
      throw new SyscallError((int) -result);
    }
    return files.inodes().of(host).number();
  }
}
