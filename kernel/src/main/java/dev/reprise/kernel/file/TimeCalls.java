package dev.reprise.kernel.file;

import dev.reprise.kernel.Call;
import dev.reprise.kernel.Handlers;
import dev.reprise.kernel.Memory;
import dev.reprise.kernel.SyscallError;
import dev.reprise.linux.Errno;
import dev.reprise.linux.Nr;

/** utimensat and its older relatives: they set the guest's view and never the host's times. */
public final class TimeCalls {
  private static final long UTIME_NOW = 0x3fffffff;
  private static final long UTIME_OMIT = 0x3ffffffe;
  private static final long SECOND = 1_000_000_000L;
  private static final long LAST_SECOND = Long.MAX_VALUE / SECOND - 1;

  private final Files files;
  private final Subjects subjects;

  public TimeCalls(Files files) {
    this.files = files;
    this.subjects = new Subjects(files);
  }

  public void register(Handlers handlers) {
    handlers.on(Nr.UTIME, this::utime);
    handlers.on(Nr.UTIMES, call -> utimes(call, Paths.AT_FDCWD, 0));
    handlers.on(Nr.FUTIMESAT, call -> utimes(call, call.intArg(0), 1));
    handlers.on(Nr.UTIMENSAT, this::utimensat);
  }

  private long utime(Call call) {
    long times = call.arg(1);
    long accessed = times == 0 ? files.now() : nanos(call.memory().readLong(times), 0);
    long modified = times == 0 ? files.now() : nanos(call.memory().readLong(times + 8), 0);
    Subject subject = subjects.named(call, Paths.AT_FDCWD, call.arg(0), true);
    return set(call, subject, accessed, modified, times == 0);
  }

  private long utimes(Call call, int dirfd, int argument) {
    long times = call.arg(argument + 1);
    long accessed = times == 0 ? files.now() : timeval(call.memory(), times);
    long modified = times == 0 ? files.now() : timeval(call.memory(), times + 16);
    Subject subject =
        call.arg(argument) == 0
            ? subjects.open(call, dirfd)
            : subjects.named(call, dirfd, call.arg(argument), true);
    return set(call, subject, accessed, modified, times == 0);
  }

  /**
   * A time in nanoseconds; what lies beyond their range, some 292 years, becomes its last second.
   */
  private static long nanos(long seconds, long part) {
    return Math.clamp(seconds, -LAST_SECOND, LAST_SECOND) * SECOND + part;
  }

  private static long timeval(Memory memory, long address) {
    long micros = memory.readLong(address + 8);
    if (micros < 0 || micros >= 1_000_000) {
      throw new SyscallError(Errno.EINVAL);
    }
    return nanos(memory.readLong(address), micros * 1000);
  }

  private long utimensat(Call call) {
    long times = call.arg(2);
    int flags = call.intArg(3);
    if ((flags & ~(HostStat.AT_SYMLINK_NOFOLLOW | HostStat.AT_EMPTY_PATH)) != 0) {
      return -Errno.EINVAL;
    }
    long accessed = times == 0 ? files.now() : timespec(call.memory(), times);
    long modified = times == 0 ? files.now() : timespec(call.memory(), times + 16);
    boolean byDescriptor =
        call.arg(1) == 0
            || ((flags & HostStat.AT_EMPTY_PATH) != 0 && Lookup.isEmpty(call, call.arg(1)));
    boolean follow = (flags & HostStat.AT_SYMLINK_NOFOLLOW) == 0;
    Subject subject =
        byDescriptor
            ? call.arg(1) == 0
                ? subjects.opened(call, call.intArg(0))
                : subjects.open(call, call.intArg(0))
            : subjects.named(call, call.intArg(0), call.arg(1), follow);
    boolean now = times == 0 || (isNow(call, times) && isNow(call, times + 16));
    return set(call, subject, accessed, modified, now);
  }

  private static boolean isNow(Call call, long address) {
    return call.memory().readLong(address + 8) == UTIME_NOW;
  }

  private long timespec(Memory memory, long address) {
    long nanos = memory.readLong(address + 8);
    if (nanos == UTIME_NOW) {
      return files.now();
    }
    if (nanos == UTIME_OMIT) {
      return Inode.UNSET;
    }
    if (nanos < 0 || nanos >= SECOND) {
      throw new SyscallError(Errno.EINVAL);
    }
    return nanos(memory.readLong(address), nanos);
  }

  /** Who may write a file may say that it was touched now; any other time is its owner's to say. */
  private long set(Call call, Subject subject, long accessed, long modified, boolean now) {
    Inode inode = subject.inode();
    boolean nothing = accessed == Inode.UNSET && modified == Inode.UNSET;
    if (inode != null && !nothing) {
      files.readOnly().forbid(call, subject);
      Who who = Who.of(call);
      if (!who.overrides() && !who.owns(inode)) {
        if (!now) {
          return -Errno.EPERM;
        }
        files.access().require(who, subject.host(), Access.WRITE);
      }
      inode.setTimes(accessed, modified, files.now());
      boolean directory = subject.host().isDirectory();
      files.tell(call, FileEvents.Kind.ATTRIBUTES, subject.path(), "", inode.number(), directory);
    }
    return 0;
  }
}
