package dev.reprise.kernel.file;

import dev.reprise.kernel.Call;
import dev.reprise.kernel.SyscallError;
import dev.reprise.kernel.fd.KernelFile;
import dev.reprise.kernel.fd.OpenFile;
import dev.reprise.linux.Errno;

/** Finds the files whose attributes calls change. */
final class Subjects {
  private final Files files;
  private final Lookup lookup;

  Subjects(Files files) {
    this.files = files;
    this.lookup = new Lookup(files);
  }

  /** A file by its name; synthetic ones cannot be changed. */
  Subject named(Call call, int dirfd, long path, boolean follow) {
    Lookup.Located found = lookup.existing(call, dirfd, path, follow, 0);
    Target target = found.target();
    if (target.node() instanceof Synthetic.Descriptor descriptor
        && descriptor.process() == call.process()) {
      return open(call, descriptor.fd(), true);
    }
    HostStat host = found.real();
    return new Subject(target, -1, target.path(), host, files.inodes().of(host), true, follow);
  }

  /** A file by a descriptor. */
  /** What a descriptor has open for use, and not only as a place in the tree. */
  Subject open(Call call, int fd) {
    if ((call.process().files().require(fd).flags() & Opening.O_PATH) != 0) {
      throw new SyscallError(Errno.EBADF);
    }
    return open(call, fd, false);
  }

  /** A file by a descriptor which must not be one for the path alone. */
  Subject opened(Call call, int fd) {
    if ((call.process().files().require(fd).flags() & Opening.O_PATH) != 0) {
      throw new SyscallError(Errno.EBADF);
    }
    return open(call, fd, false);
  }

  private Subject open(Call call, int fd, boolean byName) {
    if (fd == Paths.AT_FDCWD) {
      return named(call, fd, Scratch.path(call, 3, "."), true);
    }
    OpenFile file = call.process().files().require(fd);
    if (file instanceof SyntheticFile || file instanceof SyntheticText) {
      throw new SyscallError(Errno.EPERM);
    }
    HostStat host = HostStat.ofDescriptor(call, fd);
    Inode inode = file instanceof KernelFile real ? files.inode(call, real, fd) : null;
    return new Subject(null, fd, file.name(), host, inode, byName, true);
  }
}
