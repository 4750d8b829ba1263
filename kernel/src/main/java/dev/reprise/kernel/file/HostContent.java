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
    long buffer = Scratch.buffer(call);
    got = call.execute(Nr.PREAD64, fd, buffer, length, position);
    if (got > 0) {
      byte[] read = call.memory().read(buffer, (int) got);
      System.arraycopy(read, 0, into, 0, read.length);
    }
    return got;
  }
}
