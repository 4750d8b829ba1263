package dev.reprise.kernel.file;

import dev.reprise.kernel.Bytes;
import dev.reprise.kernel.Call;
import dev.reprise.kernel.GuestThread;
import dev.reprise.kernel.SyscallError;
import dev.reprise.kernel.Task;
import dev.reprise.linux.Errno;
import dev.reprise.linux.Nr;
import org.jspecify.annotations.Nullable;

/**
 * What the host tells of a file. Only {@link Status} is for the guest's eyes.
 *
 * <p>Most questions are about one or two of its fields, so each is read when it is asked for.
 */
final class HostStat {
  static final int AT_SYMLINK_NOFOLLOW = 0x100;
  static final int AT_EMPTY_PATH = 0x1000;
  static final int S_IFMT = 0170000;
  static final int S_IFIFO = 0010000;
  static final int S_IFCHR = 0020000;
  static final int S_IFDIR = 0040000;
  static final int S_IFBLK = 0060000;
  static final int S_IFREG = 0100000;
  static final int S_IFSOCK = 0140000;
  static final int S_IFLNK = 0120000;

  /** Bytes of a struct stat. */
  static final int SIZE = 144;

  private static final long SECOND = 1_000_000_000L;

  /** The host's identity of a file: two files that exist at once never share it. */
  record Identity(long device, long inode) {
    // A record's own methods are made at their first use, which would be felt at every start.
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Identity that && device == that.device && inode == that.inode;
    }

    @Override
    public int hashCode() {
      return Long.hashCode(31 * device + inode);
    }
  }

  private final byte[] raw;
  private final int mode;

  private HostStat(byte[] raw) {
    this.raw = raw;
    this.mode = Bytes.getInt(raw, 24);
  }

  long inode() {
    return Bytes.getLong(raw, 8);
  }

  long links() {
    return Bytes.getLong(raw, 16);
  }

  int mode() {
    return mode;
  }

  int owner() {
    return Bytes.getInt(raw, 28);
  }

  long rawDevice() {
    return Bytes.getLong(raw, 40);
  }

  long size() {
    return Bytes.getLong(raw, 48);
  }

  /** When the content changed last, in nanoseconds since 1970. */
  long modified() {
    return Bytes.getLong(raw, 88) * SECOND + Bytes.getLong(raw, 96);
  }

  /** When anything of it changed last, in nanoseconds since 1970. */
  long changed() {
    return Bytes.getLong(raw, 104) * SECOND + Bytes.getLong(raw, 112);
  }

  Identity identity() {
    return new Identity(Bytes.getLong(raw, 0), inode());
  }

  int type() {
    return mode & S_IFMT;
  }

  boolean isDirectory() {
    return type() == S_IFDIR;
  }

  boolean isDevice() {
    return type() == S_IFCHR || type() == S_IFBLK;
  }

  /** Asks for what a path argument names; an error of the host is raised. */
  static HostStat require(Call call, Target target, boolean follow) {
    return require(call, target.dirfd(), target.given(), target.address(), follow);
  }

  /** Asks for a path that is not the guest's; an error of the host is raised. */
  static HostStat require(Call call, int dirfd, String path, boolean follow) {
    return require(call, dirfd, path, 0, follow);
  }

  private static HostStat require(Call call, int dirfd, String path, long address, boolean follow) {
    byte[] raw = new byte[SIZE];
    long result = ask(call.task(), dirfd, path, address, follow, raw);
    if (result < 0) {
      throw new SyscallError((int) -result);
    }
    return parse(raw);
  }

  /** Asks for what a path argument names; null when there is no such file or it is out of reach. */
  static @Nullable HostStat find(Call call, Target target, boolean follow) {
    return find(call, target.dirfd(), target.given(), target.address(), follow);
  }

  /** Asks for a path that is not the guest's; null as above. */
  static @Nullable HostStat find(Call call, int dirfd, String path, boolean follow) {
    return find(call, dirfd, path, 0, follow);
  }

  private static @Nullable HostStat find(
      Call call, int dirfd, String path, long address, boolean follow) {
    byte[] raw = new byte[SIZE];
    long result = ask(call.task(), dirfd, path, address, follow, raw);
    if (result == -Errno.EFAULT || result == -Errno.EBADF) {
      throw new SyscallError((int) -result);
    }
    return result < 0 ? null : parse(raw);
  }

  /** Asks for an absolute path outside of a call of the task's own; null when it is not there. */
  static @Nullable HostStat find(Task task, String path) {
    byte[] raw = new byte[SIZE];
    return ask(task, Paths.AT_FDCWD, path, 0, true, raw) < 0 ? null : parse(raw);
  }

  private static long ask(
      Task task, int dirfd, String path, long address, boolean follow, byte[] into) {
    GuestThread thread = task.thread();
    long result = thread.statFile(dirfd, path, address, follow, into);
    if (result == GuestThread.NOT_FROM_OUTSIDE) {
      long name = address == 0 ? Scratch.path(task, 2, path) : address;
      long out = Scratch.stat(task);
      int flags = follow ? 0 : AT_SYMLINK_NOFOLLOW;
      result = thread.execute(Nr.NEWFSTATAT, dirfd, name, out, flags, 0, 0);
      if (result == 0) {
        System.arraycopy(thread.memory().read(out, SIZE), 0, into, 0, SIZE);
      }
    }
    return result;
  }

  /** Asks for an open file. */
  static HostStat ofDescriptor(Call call, int fd) {
    return ofDescriptor(call.task(), fd);
  }

  /** Asks for what a task of any process has open. */
  static HostStat ofDescriptor(Task holder, int fd) {
    byte[] raw = new byte[SIZE];
    long result = holder.thread().statOpenFile(fd, raw);
    if (result == GuestThread.NOT_FROM_OUTSIDE) {
      long out = Scratch.stat(holder);
      result = holder.thread().execute(Nr.FSTAT, fd, out, 0, 0, 0, 0);
      if (result == 0) {
        raw = holder.thread().memory().read(out, SIZE);
      }
    }
    if (result < 0) {
      throw new SyscallError((int) -result);
    }
    return parse(raw);
  }

  /** From a struct stat, which must not change any more. */
  static HostStat parse(byte[] raw) {
    return new HostStat(raw);
  }
}
