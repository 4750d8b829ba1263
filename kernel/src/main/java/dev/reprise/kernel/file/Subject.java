package dev.reprise.kernel.file;

import dev.reprise.kernel.Call;
import org.jspecify.annotations.Nullable;

/**
 * The file whose attributes a call changes: by its name, or by a descriptor.
 *
 * @param target its name, or null when it was given by {@code fd}
 * @param inode null for pipes and the like, whose attributes nobody keeps
 * @param follow whether the name's symbolic link is followed
 */
record Subject(
    @Nullable Target target,
    int fd,
    String path,
    HostStat host,
    @Nullable Inode inode,
    boolean follow) {

  /** What the host tells of it after a change. */
  HostStat statAgain(Call call) {
    return target == null
        ? HostStat.ofDescriptor(call, fd)
        : HostStat.require(call, target.dirfd(), target.address(), follow);
  }
}
