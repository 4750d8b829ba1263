package dev.reprise.kernel.file;

import dev.reprise.kernel.Call;
import dev.reprise.kernel.Handlers;
import dev.reprise.linux.Errno;
import dev.reprise.linux.Nr;

/** mkdir, mknod, symlink and link: calls which make names. */
public final class CreateCalls {
  private static final int AT_SYMLINK_FOLLOW = 0x400;

  private final Files files;
  private final Lookup lookup;
  private final NamelessFiles nameless;

  public CreateCalls(Files files) {
    this.files = files;
    this.lookup = new Lookup(files);
    this.nameless = new NamelessFiles(files);
  }

  public void register(Handlers handlers) {
    int cwd = Paths.AT_FDCWD;
    handlers.on(Nr.MKDIR, call -> mkdir(call, cwd, 0, call.arg(1)));
    handlers.on(Nr.MKDIRAT, call -> mkdir(call, call.intArg(0), 1, call.arg(2)));
    handlers.on(Nr.MKNOD, call -> mknod(call, cwd, 0, call.intArg(1)));
    handlers.on(Nr.MKNODAT, call -> mknod(call, call.intArg(0), 1, call.intArg(2)));
    handlers.on(Nr.SYMLINK, call -> symlink(call, cwd, 1));
    handlers.on(Nr.SYMLINKAT, call -> symlink(call, call.intArg(1), 2));
    handlers.on(Nr.LINK, call -> link(call, cwd, 0, cwd, 1, 0));
    handlers.on(
        Nr.LINKAT, call -> link(call, call.intArg(0), 1, call.intArg(2), 3, call.intArg(4)));
  }

  private Target newName(Call call, int dirfd, int argument, int slot) {
    Target target = Led.free(files.paths().resolve(call, dirfd, call.arg(argument), false, slot));
    files.access().requireNew(call, target);
    return target;
  }

  private long mkdir(Call call, int dirfd, int argument, long mode) {
    Target target = newName(call, dirfd, argument, 0);
    return make(call, target, t -> call.execute(Nr.MKDIRAT, t.dirfd(), t.address(), mode));
  }

  /** Files, FIFOs and sockets; a device would lead to the host's. */
  private long mknod(Call call, int dirfd, int argument, int mode) {
    int type = mode & HostStat.S_IFMT;
    if (type == HostStat.S_IFCHR || type == HostStat.S_IFBLK) {
      return -Errno.EPERM;
    }
    Target target = newName(call, dirfd, argument, 0);
    return make(call, target, t -> call.execute(Nr.MKNODAT, t.dirfd(), t.address(), mode, 0));
  }

  private long symlink(Call call, int dirfd, int argument) {
    Target target = newName(call, dirfd, argument, 0);
    long content = call.arg(0);
    long result =
        make(call, target, t -> call.execute(Nr.SYMLINKAT, content, t.dirfd(), t.address()));
    files.paths().linksChanged();
    return result;
  }

  /** Executes a call which gives {@code target} something to name. */
  private long make(Call call, Target target, Led.Attempt action) {
    long result = Led.execute(call, files, target, false, 0, action);
    if (result == 0) {
      HostStat host = HostStat.find(call, target, false);
      if (host != null) {
        files.create(call, target, host);
      } else {
        files.entriesChanged(call, target);
      }
      files.tell(call, FileEvents.Kind.CREATED, target.path(), host);
    }
    return result;
  }

  private long link(
      Call call, int oldDirfd, int oldArgument, int newDirfd, int newArgument, int flags) {
    if ((flags & ~(AT_SYMLINK_FOLLOW | HostStat.AT_EMPTY_PATH)) != 0) {
      return -Errno.EINVAL;
    }
    boolean follow = (flags & AT_SYMLINK_FOLLOW) != 0;
    if ((flags & HostStat.AT_EMPTY_PATH) != 0 && Lookup.isEmpty(call, call.arg(oldArgument))) {
      return oldDirfd == Paths.AT_FDCWD
          ? -Errno.EPERM
          : linkOpen(call, nameless.find(call.process(), oldDirfd), newDirfd, newArgument);
    }
    Lookup.Located old = lookup.existing(call, oldDirfd, call.arg(oldArgument), follow, 0);
    Target from = old.target();
    if (from.node() instanceof Synthetic.Descriptor descriptor && follow) {
      NamelessFiles.Open open = nameless.find(descriptor.process(), descriptor.fd());
      return linkOpen(call, open, newDirfd, newArgument);
    }
    if (from.node() != null) {
      return -Errno.EXDEV;
    }
    Target to = newName(call, newDirfd, newArgument, 1);
    Inode inode = files.inodes().of(old.real());
    files.access().requireLink(call, old.real(), inode);
    int known = flags & AT_SYMLINK_FOLLOW;
    return linked(
        call,
        to,
        from.path(),
        inode,
        t -> call.execute(Nr.LINKAT, from.dirfd(), from.address(), t.dirfd(), t.address(), known));
  }

  private long linkOpen(Call call, NamelessFiles.Open open, int newDirfd, int newArgument) {
    Target to = newName(call, newDirfd, newArgument, 1);
    files.access().requireLink(call, open.host(), open.inode());
    return linked(call, to, open.file().name(), open.inode(), t -> nameless.link(call, open, t));
  }

  private long linked(Call call, Target to, String from, Inode inode, Led.Attempt attempt) {
    long result = Led.execute(call, files, to, false, 1, attempt);
    if (result == 0) {
      // What has a further name now may be a symbolic link itself.
      files.paths().linksChanged();
      inode.touchAttributes(files.now());
      files.rekey(call, inode, to, false);
      files.entriesChanged(call, to);
      files.tell(call, FileEvents.Kind.CREATED, to.path(), from, inode.number(), false);
    }
    return result;
  }
}
