package dev.reprise.kernel.event;

import dev.reprise.kernel.Call;
import dev.reprise.kernel.Handlers;
import dev.reprise.kernel.Kernel;
import dev.reprise.kernel.SyscallError;
import dev.reprise.kernel.fd.OpenFile;
import dev.reprise.kernel.file.Place;
import dev.reprise.linux.Errno;
import dev.reprise.linux.Nr;

/** inotify_init, inotify_add_watch and inotify_rm_watch. */
public final class InotifyCalls {
  private static final int CLOEXEC = 0x80000;
  private static final int IN_ONLYDIR = 0x01000000;
  private static final int IN_DONT_FOLLOW = 0x02000000;
  private static final int IN_EXCL_UNLINK = 0x04000000;
  private static final int IN_MASK_CREATE = 0x10000000;
  private static final int IN_MASK_ADD = 0x20000000;
  private static final int IN_ONESHOT = 0x80000000;

  private static final int KNOWN =
      Notification.ALL
          | Notification.OVERFLOW
          | Notification.IGNORED
          | 0x2000
          | IN_ONLYDIR
          | IN_DONT_FOLLOW
          | IN_EXCL_UNLINK
          | IN_MASK_CREATE
          | IN_MASK_ADD
          | Notification.ISDIR
          | IN_ONESHOT;

  private final Kernel kernel;

  public InotifyCalls(Kernel kernel) {
    this.kernel = kernel;
  }

  public void register(Handlers handlers) {
    handlers.on(Nr.INOTIFY_INIT, call -> init(call, 0));
    handlers.on(Nr.INOTIFY_INIT1, call -> init(call, call.intArg(0)));
    handlers.on(Nr.INOTIFY_ADD_WATCH, this::addWatch);
    handlers.on(Nr.INOTIFY_RM_WATCH, this::removeWatch);
  }

  private long init(Call call, int flags) {
    if ((flags & ~(CLOEXEC | OpenFile.O_NONBLOCK)) != 0) {
      return -Errno.EINVAL;
    }
    InotifyFile file = new InotifyFile(kernel.watches(), flags & OpenFile.O_NONBLOCK);
    return kernel.descriptors().open(call, file, (flags & CLOEXEC) != 0);
  }

  private static InotifyFile instance(Call call) {
    if (call.process().files().require(call.intArg(0)) instanceof InotifyFile file) {
      return file;
    }
    throw new SyscallError(Errno.EINVAL);
  }

  private long addWatch(Call call) {
    int mask = call.intArg(2);
    if ((mask & KNOWN) == 0 || (mask & IN_MASK_ADD) != 0 && (mask & IN_MASK_CREATE) != 0) {
      return -Errno.EINVAL;
    }
    InotifyFile owner = instance(call);
    Place place = kernel.files().place(call, call.arg(1), (mask & IN_DONT_FOLLOW) == 0);
    if ((mask & IN_ONLYDIR) != 0 && !place.directory()) {
      return -Errno.ENOTDIR;
    }
    Watch present = kernel.watches().find(owner, place.inode());
    if (present == null) {
      int number = owner.nextWatch();
      kernel.watches().add(new Watch(owner, number, place.inode(), place.path(), mask));
      return number;
    }
    if ((mask & IN_MASK_CREATE) != 0) {
      return -Errno.EEXIST;
    }
    present.setMask((mask & IN_MASK_ADD) != 0 ? present.mask() | mask : mask);
    return present.number();
  }

  private long removeWatch(Call call) {
    Watch watch = kernel.watches().byNumber(instance(call), call.intArg(1));
    if (watch == null) {
      return -Errno.EINVAL;
    }
    kernel.watches().remove(watch);
    return 0;
  }
}
