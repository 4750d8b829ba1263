package dev.reprise.kernel.file;

import dev.reprise.kernel.Call;
import dev.reprise.kernel.GuestThread;
import dev.reprise.linux.Nr;

/** What the host has in an open file, read for the deterministic kernel itself. */
final class HostContent {
  private HostContent() {}

  /**
   * Reads from a place of a file, as pread64(2).
   *
   * @param length at most {@link Scratch#BUFFER_SIZE}
   * @return how many bytes, or {@code -errno}
   */
  static long read(Call call, int fd, byte[] into, int length, long position) {
    long got = call.task().thread().peekOpenFile(fd, into, length, position);
    if (got != GuestThread.NOT_FROM_OUTSIDE) {
      return got;
    }
    got = call.execute(Nr.PREAD64, fd, Scratch.buffer(call), length, position);
    fetch(call, into, got);
    return got;
  }

  /**
   * Reads entries of a directory, as getdents64(2).
   *
   * @param into receives them; {@link Scratch#BUFFER_SIZE} bytes
   * @return how many bytes, or {@code -errno}
   */
  static long list(Call call, int fd, byte[] into) {
    long got = call.task().thread().listOpenDirectory(fd, into);
    if (got == GuestThread.NOT_FROM_OUTSIDE) {
      got = call.execute(Nr.GETDENTS64, fd, Scratch.buffer(call), into.length);
      fetch(call, into, got);
    }
    return got;
  }

  private static void fetch(Call call, byte[] into, long length) {
    if (length > 0) {
      byte[] read = call.memory().read(Scratch.buffer(call), (int) length);
      System.arraycopy(read, 0, into, 0, read.length);
    }
  }
}
