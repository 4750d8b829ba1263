package dev.reprise.kernel.file;

import dev.reprise.kernel.Call;
import dev.reprise.kernel.Handlers;
import dev.reprise.linux.Errno;
import dev.reprise.linux.Nr;
import org.jspecify.annotations.Nullable;

/** unlink, rmdir and rename: calls which take names away. */
public final class RemoveCalls {
  private static final int AT_REMOVEDIR = 0x200;
  private static final int RENAME_NOREPLACE = 1;
  private static final int RENAME_EXCHANGE = 2;

  private final Files files;

  public RemoveCalls(Files files) {
    this.files = files;
  }

  public void register(Handlers handlers) {
    int cwd = Paths.AT_FDCWD;
    handlers.on(Nr.UNLINK, call -> unlink(call, cwd, 0, 0));
    handlers.on(Nr.RMDIR, call -> unlink(call, cwd, 0, AT_REMOVEDIR));
    handlers.on(Nr.UNLINKAT, call -> unlink(call, call.intArg(0), 1, call.intArg(2)));
    handlers.on(Nr.RENAME, call -> rename(call, cwd, 0, cwd, 1, 0));
    handlers.on(Nr.RENAMEAT, call -> rename(call, call.intArg(0), 1, call.intArg(2), 3, 0));
    handlers.on(
        Nr.RENAMEAT2, call -> rename(call, call.intArg(0), 1, call.intArg(2), 3, call.intArg(4)));
  }

  private Target resolve(Call call, int dirfd, int argument, int slot) {
    Target target = files.paths().resolve(call, dirfd, call.arg(argument), false, slot);
    return Led.real(call, files, target, slot);
  }

  private long unlink(Call call, int dirfd, int argument, int flags) {
    Target target = resolve(call, dirfd, argument, 0);
    files.access().requireRemoval(call, target);
    HostStat before = HostStat.find(call, target, false);
    if (before == null) {
      files.tell(call, FileEvents.Kind.ABSENT, target.path(), null);
    }
    long result =
        Led.execute(
            call,
            files,
            target,
            false,
            0,
            t -> call.execute(Nr.UNLINKAT, t.dirfd(), t.address(), flags));
    if (result == 0) {
      files.paths().namesRemoved();
    }
    if (result == 0 && before != null) {
      if (before.isDirectory() || before.type() == HostStat.S_IFLNK) {
        files.directoriesChanged();
      }
      files.tellRemoved(call, target, before);
      forget(before);
      files.entriesChanged(call, target);
    }
    return result;
  }

  private void forget(HostStat host) {
    files.inodes().of(host).touchAttributes(files.now());
    files.inodes().nameRemoved(host);
  }

  private long rename(
      Call call, int oldDirfd, int oldArgument, int newDirfd, int newArgument, int flags) {
    if ((flags & ~(RENAME_NOREPLACE | RENAME_EXCHANGE)) != 0) {
      return -Errno.EINVAL;
    }
    Target from = resolve(call, oldDirfd, oldArgument, 0);
    Target to = resolve(call, newDirfd, newArgument, 1);
    files.access().requireRemoval(call, from);
    files.access().requireRemoval(call, to);
    files.access().requireNew(call, to);
    files.access().requireMove(call, from, to);
    HostStat moved = HostStat.find(call, from, false);
    HostStat victim = HostStat.find(call, to, false);
    long result =
        call.execute(Nr.RENAMEAT2, from.dirfd(), from.address(), to.dirfd(), to.address(), flags);
    if (result == 0) {
      files.paths().namesRemoved();
    }
    boolean sameFile =
        moved != null && victim != null && moved.identity().equals(victim.identity());
    if (result == 0 && moved != null && !sameFile) {
      renamed(call, from, to, moved, victim, (flags & RENAME_EXCHANGE) != 0);
    }
    return result;
  }

  private void renamed(
      Call call,
      Target from,
      Target to,
      HostStat moved,
      @Nullable HostStat victim,
      boolean exchanged) {
    Inode inode = files.inodes().of(moved);
    inode.touchAttributes(files.now());
    if (victim != null) {
      if (exchanged) {
        Inode other = files.inodes().of(victim);
        other.touchAttributes(files.now());
        files.rekey(call, other, from, false);
      } else {
        forget(victim);
        if (victim.isDirectory() || victim.type() == HostStat.S_IFLNK) {
          files.directoriesChanged();
        }
      }
    }
    files.rekey(call, inode, to, false);
    files.moved(from.path(), to.path(), exchanged);
    if (moved.isDirectory() || moved.type() == HostStat.S_IFLNK || exchanged) {
      files.paths().linksChanged();
      files.directoriesChanged();
    }
    files.entriesChanged(call, from);
    files.entriesChanged(call, to);
    files.tell(
        call, FileEvents.Kind.RENAMED, from.path(), to.path(), inode.number(), moved.isDirectory());
  }
}
