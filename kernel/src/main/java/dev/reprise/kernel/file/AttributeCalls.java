package dev.reprise.kernel.file;

import dev.reprise.kernel.Call;
import dev.reprise.kernel.Handlers;
import dev.reprise.kernel.Kernel;
import dev.reprise.kernel.identity.Capability;
import dev.reprise.linux.Errno;
import dev.reprise.linux.Nr;

/** chmod, chown, truncate and umask. */
public final class AttributeCalls {
  private static final int SET_ID_BITS = 06000;

  private final Files files;
  private final Subjects subjects;

  public AttributeCalls(Kernel kernel) {
    this.files = kernel.files();
    this.subjects = new Subjects(files);
  }

  public void register(Handlers handlers) {
    int cwd = Paths.AT_FDCWD;
    int nofollow = HostStat.AT_SYMLINK_NOFOLLOW;
    handlers.on(Nr.CHMOD, call -> chmod(call, named(call, cwd, 0, 0), call.intArg(1), 0));
    handlers.on(
        Nr.FCHMODAT, call -> chmod(call, named(call, call.intArg(0), 1, 0), call.intArg(2), 0));
    handlers.on(
        Nr.FCHMODAT2,
        call -> {
          int flags = call.intArg(3);
          return chmod(call, named(call, call.intArg(0), 1, flags), call.intArg(2), flags);
        });
    handlers.on(Nr.FCHMOD, call -> chmod(call, open(call), call.intArg(1), 0));
    handlers.on(Nr.CHOWN, call -> chown(call, named(call, cwd, 0, 0), 1));
    handlers.on(Nr.LCHOWN, call -> chown(call, named(call, cwd, 0, nofollow), 1));
    handlers.on(
        Nr.FCHOWNAT, call -> chown(call, named(call, call.intArg(0), 1, call.intArg(4)), 2));
    handlers.on(Nr.FCHOWN, call -> chown(call, open(call), 1));
    handlers.on(Nr.TRUNCATE, this::truncate);
    handlers.on(Nr.UMASK, AttributeCalls::umask);
  }

  private Subject named(Call call, int dirfd, int argument, int flags) {
    if ((flags & ~(HostStat.AT_SYMLINK_NOFOLLOW | HostStat.AT_EMPTY_PATH)) != 0) {
      throw new dev.reprise.kernel.SyscallError(Errno.EINVAL);
    }
    if ((flags & HostStat.AT_EMPTY_PATH) != 0 && Lookup.isEmpty(call, call.arg(argument))) {
      return subjects.open(call, dirfd);
    }
    boolean follow = (flags & HostStat.AT_SYMLINK_NOFOLLOW) == 0;
    return subjects.named(call, dirfd, call.arg(argument), follow);
  }

  private Subject open(Call call) {
    return subjects.opened(call, call.intArg(0));
  }

  /**
   * The host's file gets the bits where the host lets it; where the file is not the run's user's,
   * who seems to own it, only the guest's view has them. So it is with devices, which are the
   * host's own: its null device must serve other users whatever a run makes of it.
   */
  private long chmod(Call call, Subject subject, int mode, int flags) {
    Inode inode = subject.inode();
    if (inode == null) {
      return 0;
    }
    files.readOnly().forbid(call, subject);
    boolean link = subject.host().type() == HostStat.S_IFLNK;
    Who who = Who.of(call);
    if (link || !who.owns(inode)) {
      return link ? -Errno.EOPNOTSUPP : -Errno.EPERM;
    }
    boolean mayKeep = who.isIn(inode.group()) || who.credentials().isCapable(Capability.FSETID);
    int bits = mode & (mayKeep ? 07777 : 05777);
    long result = subject.host().isDevice() ? -Errno.EPERM : subject.chmod(call, bits);
    if (result < 0 && result != -Errno.EPERM && result != -Errno.EOVERFLOW) {
      return result;
    }
    HostStat now = subject.statAgain(call);
    files.inodes().moved(inode, now);
    if (result == 0 && (now.mode() & 07777) == bits) {
      inode.clearPermissions();
    } else {
      inode.setPermissions(bits);
    }
    changed(call, subject, inode);
    return 0;
  }

  /** Owners are the guest's view alone: the host would not let an ordinary user give files away. */
  private long chown(Call call, Subject subject, int argument) {
    Inode inode = subject.inode();
    if (inode == null) {
      return 0;
    }
    files.readOnly().forbid(call, subject);
    int owner = call.intArg(argument);
    int group = call.intArg(argument + 1);
    Who who = Who.of(call);
    boolean owns = who.user() == inode.owner();
    boolean mayOwner = owner == -1 || (owns && owner == inode.owner());
    boolean mayGroup = group == -1 || (owns && (group == inode.group() || who.isIn(group)));
    if (!who.credentials().isCapable(Capability.CHOWN) && !(mayOwner && mayGroup)) {
      return -Errno.EPERM;
    }
    inode.setOwner(owner, group);
    int bits = inode.permissions(subject.host().mode() & 07777);
    if (subject.host().type() == HostStat.S_IFREG && (bits & SET_ID_BITS) != 0) {
      inode.setPermissions(bits & ~SET_ID_BITS);
    }
    changed(call, subject, inode);
    return 0;
  }

  private void changed(Call call, Subject subject, Inode inode) {
    inode.touchAttributes(files.now());
    files.tell(
        call,
        FileEvents.Kind.ATTRIBUTES,
        subject.path(),
        "",
        inode.number(),
        subject.host().isDirectory());
  }

  /** The host applies it to new files; here it is kept for {@code /proc/PID/status}. */
  private static long umask(Call call) {
    long old = call.execute();
    call.process().filesystem().setUmask(call.intArg(0) & 0777);
    return old;
  }

  private long truncate(Call call) {
    Subject subject = subjects.named(call, Paths.AT_FDCWD, call.arg(0), true);
    Inode inode = java.util.Objects.requireNonNull(subject.inode());
    Target target = java.util.Objects.requireNonNull(subject.target());
    if (subject.host().type() == HostStat.S_IFREG) {
      files.readOnly().forbid(call, subject);
    }
    files.access().require(call, subject.host(), Access.WRITE);
    long result = call.execute(Nr.TRUNCATE, target.address(), call.arg(1));
    if (result == 0) {
      files.inodes().moved(inode, subject.statAgain(call));
      inode.touchContent(files.now());
      files.tell(call, FileEvents.Kind.MODIFIED, target.path(), "", inode.number(), false);
    }
    return result;
  }
}
