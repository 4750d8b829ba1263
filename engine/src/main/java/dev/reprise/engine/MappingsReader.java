package dev.reprise.engine;

import dev.reprise.linux.Errno;
import dev.reprise.linux.Linux;
import dev.reprise.linux.NativeBuffer;
import dev.reprise.linux.Nr;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code /proc/PID/maps} and the links beside it by plain calls, which keep each byte of a
 * name: the mappings are read several times for each program that a guest executes, and java.nio
 * would take longer than the kernel.
 */
final class MappingsReader {
  private static final int O_RDONLY_CLOEXEC = 0x80000;
  private static final int R_OK = 4;
  private static final int AT_FDCWD = -100;
  private static final int AT_EACCESS = 0x200;
  private static final int PATH_BYTES = 128;
  private static final int STEP_BYTES = 1 << 14;

  private final NativeBuffer buffer = new NativeBuffer(PATH_BYTES + STEP_BYTES);
  private byte[] text = new byte[STEP_BYTES];

  /**
   * The text of a process's mappings.
   *
   * @throws dev.reprise.linux.LinuxException when the process is gone
   */
  String read(int pid) {
    buffer.putCString(0, "/proc/" + pid + "/maps");
    long fd = Linux.require("open", Linux.call(Nr.OPEN, buffer.address(), O_RDONLY_CLOEXEC));
    try {
      // Reading may replace the text by a longer one, so it comes first.
      int length = readAll(fd);
      return new String(text, 0, length, StandardCharsets.ISO_8859_1);
    } finally {
      Linux.call(Nr.CLOSE, fd);
    }
  }

  /** Whether a file in {@code /proc/PID}, or to which a link there leads, can be read. */
  boolean isReadable(int pid, String name) {
    buffer.putCString(0, "/proc/" + pid + name);
    // By what the thread may do: to look what its user may do takes the kernel twice as long.
    long result = Linux.call(Nr.FACCESSAT2, AT_FDCWD, buffer.address(), R_OK, AT_EACCESS);
    return result == -Errno.ENOSYS
        ? Linux.call(Nr.ACCESS, buffer.address(), R_OK) == 0
        : result == 0;
  }

  /** Where a link in {@code /proc/PID} leads, or null when it cannot be read. */
  @Nullable String link(int pid, String name) {
    buffer.putCString(0, "/proc/" + pid + "/" + name);
    long target = buffer.address() + PATH_BYTES;
    int length = (int) Linux.call(Nr.READLINK, buffer.address(), target, STEP_BYTES);
    if (length <= 0) {
      return null;
    }
    byte[] bytes = new byte[length];
    buffer.get(PATH_BYTES, bytes, 0, length);
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  private int readAll(long fd) {
    int length = 0;
    while (true) {
      long data = buffer.address() + PATH_BYTES;
      int got =
          (int)
              Linux.require(
                  "reading the mappings of a guest", Linux.call(Nr.READ, fd, data, STEP_BYTES));
      if (got == 0) {
        return length;
      }
      if (length + got > text.length) {
        text = Arrays.copyOf(text, 2 * text.length);
      }
      buffer.get(PATH_BYTES, text, length, got);
      length += got;
    }
  }
}
