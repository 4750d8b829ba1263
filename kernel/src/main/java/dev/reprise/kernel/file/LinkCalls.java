package dev.reprise.kernel.file;

import dev.reprise.kernel.Call;
import dev.reprise.kernel.GuestThread;
import dev.reprise.kernel.Handlers;
import dev.reprise.linux.Errno;
import dev.reprise.linux.Nr;
import java.nio.charset.StandardCharsets;

/** readlink and access: questions about a name which need no status. */
public final class LinkCalls {
  static final int AT_EACCESS = 0x200;
  private static final int F_OK = 0;
  private static final int W_OK = 2;
  private static final int X_OK = 1;

  private final Files files;

  public LinkCalls(Files files) {
    this.files = files;
  }

  public void register(Handlers handlers) {
    int cwd = Paths.AT_FDCWD;
    handlers.on(Nr.READLINK, call -> readlink(call, cwd, 0));
    handlers.on(Nr.READLINKAT, call -> readlink(call, call.intArg(0), 1));
    handlers.on(Nr.ACCESS, call -> access(call, cwd, 0, call.intArg(1), 0));
    handlers.on(Nr.FACCESSAT, call -> access(call, call.intArg(0), 1, call.intArg(2), 0));
    handlers.on(
        Nr.FACCESSAT2, call -> access(call, call.intArg(0), 1, call.intArg(2), call.intArg(3)));
  }

  private long readlink(Call call, int dirfd, int argument) {
    long out = call.arg(argument + 1);
    int size = call.intArg(argument + 2);
    if (size <= 0) {
      return -Errno.EINVAL;
    }
    if (Lookup.isEmpty(call, call.arg(argument))) {
      return call.execute();
    }
    Target target = files.paths().resolve(call, dirfd, call.arg(argument), false, 0);
    if (target.node() == null) {
      if (files.paths().isKnownAsNoLink(target)) {
        // Compilers ask so for each part of each header's path.
        return -Errno.EINVAL;
      }
      long result = execute(call, target, out, size);
      if (result == -Errno.EINVAL) {
        files.paths().isNoLink(target);
      }
      if (result != -Errno.ENOENT) {
        return result;
      }
      Target led = files.paths().throughLinks(call, target, false, 0);
      if (led == null) {
        files.tell(call, FileEvents.Kind.ABSENT, target.path(), null);
        return result;
      }
      if (led.node() == null) {
        return call.execute(Nr.READLINKAT, led.dirfd(), led.address(), out, size);
      }
      target = led;
    }
    return readNode(call, target, out, size);
  }

  /** Most programs that ask so expect that there is no link, which can be seen from outside. */
  private static long execute(Call call, Target target, long out, int size) {
    long seen = call.task().thread().readLink(target.dirfd(), target.given(), new byte[1]);
    return seen < 0 && seen != GuestThread.NOT_FROM_OUTSIDE
        ? seen
        : call.execute(Nr.READLINKAT, target.dirfd(), target.address(), out, size);
  }

  private long readNode(Call call, Target target, long out, int size) {
    if (!Who.of(call).overrides()) {
      files.access().requireInspection(call, target.path());
    }
    String content;
    if (target.node() instanceof Synthetic.Link(String linked)) {
      content = linked;
    } else if (target.node() instanceof Synthetic.Descriptor descriptor) {
      content = OpenNames.ofDescriptor(descriptor.process(), descriptor.fd());
    } else {
      return -Errno.EINVAL;
    }
    byte[] bytes = content.getBytes(StandardCharsets.ISO_8859_1);
    byte[] shown = java.util.Arrays.copyOf(bytes, Math.min(bytes.length, size));
    call.memory().write(out, shown);
    return shown.length;
  }

  private long access(Call call, int dirfd, int argument, int mode, int flags) {
    int known = AT_EACCESS | HostStat.AT_EMPTY_PATH | HostStat.AT_SYMLINK_NOFOLLOW;
    if ((flags & ~known) != 0 || (mode & ~7) != 0) {
      return -Errno.EINVAL;
    }
    Who who = (flags & AT_EACCESS) != 0 ? Who.of(call) : Who.real(call);
    if ((flags & HostStat.AT_EMPTY_PATH) != 0 && Lookup.isEmpty(call, call.arg(argument))) {
      if (!who.overrides() && dirfd != Paths.AT_FDCWD) {
        files.access().require(who, HostStat.ofDescriptor(call, dirfd), mode);
      }
      long result = call.execute();
      boolean held = mayBeHeld(result, mode) && files.readOnly().holds(call, dirfd);
      return held ? -Errno.EROFS : result;
    }
    boolean follow = (flags & HostStat.AT_SYMLINK_NOFOLLOW) == 0;
    Target target = files.paths().resolve(call, who, dirfd, call.arg(argument), follow, 0, 0);
    if (target.node() != null) {
      return accessNode(call, who, target, mode);
    }
    long result = executeAccess(call, who, target, mode, follow);
    if (result == -Errno.ENOENT) {
      Target led = files.paths().throughLinks(call, target, follow, 0);
      if (led != null) {
        return led.node() != null
            ? accessNode(call, who, led, mode)
            : executeAccess(call, who, led, mode, follow);
      }
      files.tell(call, FileEvents.Kind.ABSENT, target.path(), null);
    } else if (result == 0) {
      files.tell(call, FileEvents.Kind.PROBED, target.path(), "", 0, false);
    }
    return result;
  }

  private long executeAccess(Call call, Who who, Target target, int mode, boolean follow) {
    if (!who.overrides()) {
      HostStat host = HostStat.find(call, target, follow);
      if (host != null) {
        files.access().require(who, host, mode);
      }
    }
    FirstLook look = FirstLook.at(call, target, follow);
    if (look.error() < 0 || (look.host() != null && mode == F_OK)) {
      return look.error();
    }
    long result =
        follow
            ? call.execute(Nr.FACCESSAT, target.dirfd(), target.address(), mode)
            : call.execute(
                Nr.FACCESSAT2,
                target.dirfd(),
                target.address(),
                mode,
                HostStat.AT_SYMLINK_NOFOLLOW);
    boolean held = mayBeHeld(result, mode) && files.readOnly().holds(call, target, follow);
    return held ? -Errno.EROFS : result;
  }

  /** What the host's user may do is not to matter where nobody can write. */
  private static boolean mayBeHeld(long result, int mode) {
    return result == -Errno.EACCES && (mode & W_OK) != 0;
  }

  private long accessNode(Call call, Who who, Target target, int mode) {
    Synthetic.Node node = java.util.Objects.requireNonNull(target.node());
    files.access().requireNode(call, who, target.path(), node, mode);
    int bits = new Lookup(files).ofNode(call, target.path(), node, true).mode();
    boolean denied =
        ((mode & W_OK) != 0 && (bits & 0222) == 0) || ((mode & X_OK) != 0 && (bits & 0111) == 0);
    return denied ? -Errno.EACCES : 0;
  }
}
