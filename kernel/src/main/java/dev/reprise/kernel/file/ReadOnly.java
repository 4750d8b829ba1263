package dev.reprise.kernel.file;

import dev.reprise.kernel.Bytes;
import dev.reprise.kernel.Call;
import dev.reprise.kernel.SyscallError;
import dev.reprise.linux.Errno;
import dev.reprise.linux.Nr;

/**
 * Whether a file lies where nothing can be changed.
 *
 * <p>The host says so by itself where it executes a change. It must be asked before a change that
 * the guest's view alone has, as of times and owners; and where a permission is missing, since
 * Linux looks at most permissions later, and since what the host's user may do is not to matter.
 */
final class ReadOnly {
  private static final int STATX_MNT_ID = 0x1000;
  private static final int MASK_OFFSET = 0;
  private static final int MOUNT_OFFSET = 0x90;
  private static final int STATX_SIZE = 256;
  private static final int SLOT = 2;

  private final Files files;

  ReadOnly(Files files) {
    this.files = files;
  }

  /** Whether the file that a path names is there; not when there is none. */
  boolean holds(Call call, Target target, boolean follow) {
    return holds(call, target.dirfd(), target.address(), follow ? 0 : HostStat.AT_SYMLINK_NOFOLLOW);
  }

  /** Whether the directory that holds a name is there. */
  boolean holdsDirectoryOf(Call call, Target target) {
    long holder = Scratch.path(call, SLOT, Files.holderOf(target));
    return holds(call, target.dirfd(), holder, 0);
  }

  /** Whether an open file is there. */
  boolean holds(Call call, int fd) {
    return holds(call, fd, Scratch.path(call, SLOT, ""), HostStat.AT_EMPTY_PATH);
  }

  private boolean holds(Call call, int dirfd, long path, int flags) {
    long out = Scratch.stat(call);
    long result = call.execute(Nr.STATX, dirfd, path, flags, STATX_MNT_ID, out);
    if (result < 0) {
      return false;
    }
    byte[] status = call.memory().read(out, STATX_SIZE);
    boolean known = (Bytes.getInt(status, MASK_OFFSET) & STATX_MNT_ID) != 0;
    return known && files.readOnlyMounts().test(Bytes.getLong(status, MOUNT_OFFSET));
  }

  /**
   * Requires that a file can be changed; EROFS. What the guest has made needs no question: mounts
   * stay as they are.
   */
  void forbid(Call call, Subject subject) {
    Inode inode = subject.inode();
    if (inode == null || inode.isOfRun()) {
      return;
    }
    Target target = subject.target();
    boolean held =
        target == null ? holds(call, subject.fd()) : holds(call, target, subject.follow());
    if (held) {
      throw new SyscallError(Errno.EROFS);
    }
  }
}
