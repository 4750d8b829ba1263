package dev.reprise.kernel.file;

import dev.reprise.kernel.Call;
import dev.reprise.linux.Errno;
import dev.reprise.linux.Nr;
import org.jspecify.annotations.Nullable;

/**
 * The file whose attributes a call changes: by its name, or by a descriptor.
 *
 * @param target its name, or null when it was given by {@code fd}
 * @param inode null for pipes and the like, whose attributes nobody keeps
 * @param byName whether it was named, also when the name stands for a descriptor of the caller's
 * @param follow whether the name's symbolic link is followed
 */
record Subject(
    @Nullable Target target,
    int fd,
    String path,
    HostStat host,
    @Nullable Inode inode,
    boolean byName,
    boolean follow) {
  /** The slot of scratch memory that no argument of a call on attributes takes. */
  private static final int NAME_SLOT = 3;

  /**
   * Changes the host's permissions; EPERM when the host has no way to. A descriptor that was opened
   * for its path alone, which is how libc changes the mode of what may be a symbolic link, leads
   * the host to its file only through the name that it was opened by, while that is still the
   * file's.
   */
  long chmod(Call call, int bits) {
    if (target != null) {
      return call.execute(Nr.FCHMODAT, target.dirfd(), target.address(), bits);
    }
    long result = call.execute(Nr.FCHMOD, fd, bits);
    if (result != -Errno.EBADF || !byName) {
      return result;
    }
    HostStat named = HostStat.find(call, Paths.AT_FDCWD, path, false);
    return named != null && named.identity().equals(host.identity())
        ? call.execute(Nr.CHMOD, Scratch.path(call, NAME_SLOT, path), bits)
        : -Errno.EPERM;
  }

  /** What the host tells of it after a change. */
  HostStat statAgain(Call call) {
    return target == null
        ? HostStat.ofDescriptor(call, fd)
        : HostStat.require(call, target, follow);
  }
}
