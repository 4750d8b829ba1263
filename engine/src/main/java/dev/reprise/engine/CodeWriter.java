package dev.reprise.engine;

import dev.reprise.linux.Linux;
import dev.reprise.linux.NativeBuffer;
import dev.reprise.linux.Nr;

/**
 * Writes to the code of guests, whatever its protection, through {@code /proc/PID/mem}: the kernel
 * makes a copy of the page for the process alone.
 */
final class CodeWriter {
  private static final int O_RDWR_CLOEXEC = 0x80002;
  private static final int PATH_BYTES = 64;
  private static final int DATA_BYTES = 8192;

  private final NativeBuffer buffer = new NativeBuffer(PATH_BYTES + DATA_BYTES);

  /**
   * Writes all of {@code code} to a process.
   *
   * @throws dev.reprise.linux.LinuxException when nothing is mapped there or the process is gone
   */
  void write(int pid, long address, byte[] code) {
    buffer.putCString(0, "/proc/" + pid + "/mem");
    long fd = Linux.require("open", Linux.call(Nr.OPEN, buffer.address(), O_RDWR_CLOEXEC));
    try {
      int done = 0;
      while (done < code.length) {
        int step = Math.min(DATA_BYTES, code.length - done);
        buffer.put(PATH_BYTES, code, done, step);
        long data = buffer.address() + PATH_BYTES;
        done +=
            (int)
                Linux.require(
                    "writing to the code of a guest",
                    Linux.call(Nr.PWRITE64, fd, data, step, address + done));
      }
    } finally {
      Linux.call(Nr.CLOSE, fd);
    }
  }
}
