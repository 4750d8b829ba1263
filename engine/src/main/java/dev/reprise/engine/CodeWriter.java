package dev.reprise.engine;

import dev.reprise.guest.GuestMemory;
import dev.reprise.linux.Linux;
import dev.reprise.linux.LinuxException;
import dev.reprise.linux.NativeBuffer;
import dev.reprise.linux.Nr;
import org.jspecify.annotations.Nullable;

/**
 * Writes to the code of guests, whatever its protection, through {@code /proc/PID/mem}: the kernel
 * makes a copy of the page for the process alone.
 *
 * <p>The descriptor stays open from one write to the next, for many come in a row. It means the
 * memory which the process had when it was opened, not the process.
 */
final class CodeWriter {
  private static final int O_RDWR_CLOEXEC = 0x80002;
  private static final int PATH_BYTES = 64;
  private static final int DATA_BYTES = 16384;

  private final NativeBuffer buffer = new NativeBuffer(PATH_BYTES + DATA_BYTES);
  private @Nullable GuestMemory open;
  private long fd;

  /**
   * Writes all of {@code code} to a process.
   *
   * @throws dev.reprise.linux.LinuxException when nothing is mapped there or the process is gone
   */
  void write(GuestMemory memory, long address, byte[] code) {
    if (open != memory) {
      close();
      buffer.putCString(0, "/proc/" + memory.pid() + "/mem");
      fd = Linux.require("open", Linux.call(Nr.OPEN, buffer.address(), O_RDWR_CLOEXEC));
      open = memory;
    }
    int done = 0;
    while (done < code.length) {
      int step = Math.min(DATA_BYTES, code.length - done);
      buffer.put(PATH_BYTES, code, done, step);
      long data = buffer.address() + PATH_BYTES;
      long written = Linux.call(Nr.PWRITE64, fd, data, step, address + done);
      if (written <= 0) {
        close();
        throw new LinuxException("writing to the code of a guest", (int) -written);
      }
      done += (int) written;
    }
  }

  /** Nothing more is to be written for a while. */
  void close() {
    if (open != null) {
      open = null;
      Linux.call(Nr.CLOSE, fd);
    }
  }
}
