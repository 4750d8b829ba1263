package dev.reprise.kernel.lock;

import dev.reprise.kernel.Bytes;
import dev.reprise.kernel.Call;
import dev.reprise.kernel.SyscallError;
import dev.reprise.kernel.fd.FileLocks;
import dev.reprise.kernel.fd.KernelFile;
import dev.reprise.kernel.fd.OpenFile;
import dev.reprise.linux.Errno;
import dev.reprise.linux.Nr;
import org.jspecify.annotations.Nullable;

/** The commands of fcntl(2) on locks of ranges of bytes. */
public final class RangeLockCalls implements FileLocks {
  private static final int F_GETLK = 5;
  private static final int F_SETLK = 6;
  private static final int F_SETLKW = 7;
  private static final int F_OFD_GETLK = 36;
  private static final int F_OFD_SETLK = 37;
  private static final int F_OFD_SETLKW = 38;
  private static final int F_RDLCK = 0;
  private static final int F_WRLCK = 1;
  private static final int F_UNLCK = 2;
  private static final int SEEK_CUR = 1;
  private static final int SEEK_END = 2;
  private static final int STRUCT_SIZE = 32;

  private final Locks locks;

  public RangeLockCalls(Locks locks) {
    this.locks = locks;
  }

  @Override
  public long fcntl(Call call, OpenFile file) {
    byte[] raw = call.memory().read(call.arg(2), STRUCT_SIZE);
    int command = call.intArg(1);
    boolean ofFile = command >= F_OFD_GETLK;
    if (ofFile && Bytes.getInt(raw, 24) != 0) {
      return -Errno.EINVAL;
    }
    int type = Bytes.getShort(raw, 0);
    if (type > F_UNLCK) {
      return -Errno.EINVAL;
    }
    RangeLock wanted = wanted(call, file, raw, type, ofFile);
    LockList list = locks.ranges(Locks.key(call, file, call.intArg(0)));
    return switch (command) {
      case F_GETLK, F_OFD_GETLK -> get(call, list, wanted, raw, type);
      case F_SETLK, F_OFD_SETLK -> set(call, file, list, wanted, type, false);
      case F_SETLKW, F_OFD_SETLKW -> set(call, file, list, wanted, type, true);
      default -> -Errno.EINVAL;
    };
  }

  private static RangeLock wanted(Call call, OpenFile file, byte[] raw, int type, boolean ofFile) {
    long start = Bytes.getLong(raw, 8) + origin(call, file, Bytes.getShort(raw, 2));
    long length = Bytes.getLong(raw, 16);
    long first = length < 0 ? start + length : start;
    long last = length == 0 ? Long.MAX_VALUE : length < 0 ? start - 1 : start + length - 1;
    if (first < 0) {
      throw new SyscallError(Errno.EINVAL);
    }
    if (last < first) {
      throw new SyscallError(Errno.EOVERFLOW);
    }
    Object owner = ofFile ? file : call.process().files();
    int pid = ofFile ? -1 : call.process().pid();
    return new RangeLock(owner, pid, type == F_WRLCK, first, last);
  }

  private static long origin(Call call, OpenFile file, int whence) {
    if (whence == 0) {
      return 0;
    }
    if (whence > SEEK_END || !(file instanceof KernelFile)) {
      throw new SyscallError(Errno.EINVAL);
    }
    int fd = call.intArg(0);
    long here = call.execute(Nr.LSEEK, fd, 0, SEEK_CUR);
    if (whence == SEEK_CUR) {
      return here;
    }
    long end = call.execute(Nr.LSEEK, fd, 0, SEEK_END);
    call.execute(Nr.LSEEK, fd, here, 0);
    return end;
  }

  private static long get(Call call, LockList list, RangeLock wanted, byte[] raw, int type) {
    if (type == F_UNLCK) {
      return -Errno.EINVAL;
    }
    RangeLock held = list.conflict(wanted);
    if (held == null) {
      Bytes.putShort(raw, 0, F_UNLCK);
    } else {
      Bytes.putShort(raw, 0, held.exclusive() ? F_WRLCK : F_RDLCK);
      Bytes.putShort(raw, 2, 0);
      Bytes.putLong(raw, 8, held.first());
      long length = held.last() == Long.MAX_VALUE ? 0 : held.last() - held.first() + 1;
      Bytes.putLong(raw, 16, length);
      Bytes.putInt(raw, 24, held.pid());
    }
    call.memory().write(call.arg(2), raw);
    return 0;
  }

  private long set(
      Call call, OpenFile file, LockList list, RangeLock wanted, int type, boolean wait) {
    locks.waitsNoMore(wanted.owner());
    if (type == F_UNLCK) {
      list.unlock(wanted.owner(), wanted.first(), wanted.last());
      return 0;
    }
    if (type == F_WRLCK ? !file.isWritable() : !file.isReadable()) {
      return -Errno.EBADF;
    }
    @Nullable RangeLock held = list.conflict(wanted);
    if (held == null) {
      list.set(wanted);
      return 0;
    }
    if (!wait) {
      return -Errno.EAGAIN;
    }
    if (wanted.pid() >= 0 && locks.wouldDeadlock(wanted, held)) {
      return -Errno.EDEADLK;
    }
    locks.waits(list, wanted);
    long result = call.block("lock of " + file.name(), Call.NEVER, list.changed());
    if (result == -Errno.ERESTARTSYS) {
      locks.waitsNoMore(wanted.owner());
    }
    return result;
  }
}
