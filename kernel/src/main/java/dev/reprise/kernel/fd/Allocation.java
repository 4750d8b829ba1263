package dev.reprise.kernel.fd;

import dev.reprise.kernel.Call;
import dev.reprise.kernel.Kernel;
import dev.reprise.linux.Errno;
import dev.reprise.linux.Nr;

/**
 * fallocate: the modes which every file of the container has, whatever the host's file system can.
 *
 * <p>The virtual disk never fills and its files have no holes, so that nothing is ever allocated: a
 * file becomes longer, or zeros are written into it. The other modes move or share blocks, which
 * few file systems can, and answer EOPNOTSUPP on all.
 */
final class Allocation {
  private static final int KEEP_SIZE = 1;
  private static final int PUNCH_HOLE = 2;
  private static final int O_PATH = 0x200000;
  private static final int SEEK_SET = 0;
  private static final int SEEK_CUR = 1;
  private static final int SEEK_END = 2;
  private static final int CHUNK = 1 << 15;

  private final Kernel kernel;

  Allocation(Kernel kernel) {
    this.kernel = kernel;
  }

  long fallocate(Call call) {
    OpenFile file = call.process().files().require(call.intArg(0));
    int mode = call.intArg(1);
    long offset = call.arg(2);
    long length = call.arg(3);
    if ((file.flags() & O_PATH) != 0) {
      return -Errno.EBADF;
    }
    if (offset < 0 || length <= 0) {
      return -Errno.EINVAL;
    }
    if (mode != 0 && mode != KEEP_SIZE && mode != (PUNCH_HOLE | KEEP_SIZE)) {
      return -Errno.EOPNOTSUPP;
    }
    if (!file.isWritable()) {
      return -Errno.EBADF;
    }
    if (!(file instanceof KernelFile real)) {
      return file.isPipe() ? -Errno.ESPIPE : -Errno.ENODEV;
    }
    if (real.isDirectory()) {
      return -Errno.EISDIR;
    }
    if (offset + length < 0) {
      return -Errno.EFBIG;
    }
    return mode == (PUNCH_HOLE | KEEP_SIZE)
        ? punch(call, real, offset, length)
        : extend(call, real, offset + length, mode == 0);
  }

  /** Makes a file longer; the host says what limits and seals have against it. */
  private long extend(Call call, KernelFile file, long end, boolean changesSize) {
    int fd = call.intArg(0);
    if (!changesSize || size(call, fd) >= end) {
      return 0;
    }
    long result = call.execute(Nr.FTRUNCATE, fd, end);
    if (result == 0) {
      kernel.files().contentChanged(call, file, fd);
    }
    return result;
  }

  /** Where the host cannot punch, zeros are written: for the guest it is the same. */
  private long punch(Call call, KernelFile file, long offset, long length) {
    long result = call.execute();
    if (result == -Errno.EOPNOTSUPP || result == -Errno.ENOSYS) {
      result = zero(call, file, offset, Math.min(offset + length, size(call, call.intArg(0))));
    }
    if (result == 0) {
      kernel.files().contentChanged(call, file, call.intArg(0));
    }
    return result;
  }

  private static long zero(Call call, KernelFile file, long from, long end) {
    int fd = call.intArg(0);
    long scratch = call.process().addressSpace().scratch();
    call.memory().write(scratch, new byte[CHUNK]);
    long at = from;
    while (at < end) {
      long written = call.execute(Nr.PWRITE64, fd, scratch, Math.min(CHUNK, end - at), at);
      if (written <= 0) {
        return written;
      }
      at += written;
    }
    return 0;
  }

  /** The size of a real file, by way of its position, which stays. */
  private static long size(Call call, int fd) {
    long position = call.execute(Nr.LSEEK, fd, 0, SEEK_CUR);
    long size = call.execute(Nr.LSEEK, fd, 0, SEEK_END);
    call.execute(Nr.LSEEK, fd, position, SEEK_SET);
    return size;
  }
}
