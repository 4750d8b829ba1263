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
  private static final int O_PATH = 0x200000;
  private static final int O_NOFOLLOW = 0x20000;
  private static final int O_CLOEXEC = 0x80000;
  private static final int RESOLVE_IN_ROOT = 0x10;
  private static final int MODE = 24;
  private static final int S_IFMT = 0170000;
  private static final int S_IFLNK = 0120000;
  private static final int PATH_BYTES = 128;
  private static final int STEP_BYTES = 1 << 14;

  // How the second part of the buffer is divided for a lookup.
  private static final int HOW_BYTES = 24;
  private static final int STAT_BYTES = 144;
  private static final int HOW = PATH_BYTES;
  private static final int STAT = HOW + HOW_BYTES;
  private static final int NAME = STAT + STAT_BYTES;

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
    return Linux.call(Nr.ACCESS, buffer.address(), R_OK) == 0;
  }

  /**
   * Whether a path names anything but a symbolic link, or nothing, in the root of a process.
   *
   * @param path absolute, in Latin-1
   * @return false also when that cannot be told: we may be denied what the process is not
   */
  boolean isNoLink(int pid, String path) {
    if (path.length() >= STEP_BYTES - HOW_BYTES - STAT_BYTES) {
      return false;
    }
    buffer.putCString(0, "/proc/" + pid + "/root");
    long root = Linux.call(Nr.OPEN, buffer.address(), O_PATH | O_CLOEXEC);
    if (root < 0) {
      return false;
    }
    byte[] name = path.getBytes(StandardCharsets.ISO_8859_1);
    buffer.put(NAME, Arrays.copyOf(name, name.length + 1), 0, name.length + 1);
    buffer.putLong(HOW, O_PATH | O_NOFOLLOW | O_CLOEXEC);
    buffer.putLong(HOW + 8, 0);
    buffer.putLong(HOW + 16, RESOLVE_IN_ROOT);
    long base = buffer.address();
    long file = Linux.call(Nr.OPENAT2, root, base + NAME, base + HOW, HOW_BYTES);
    boolean isNone = file == -Errno.ENOENT || file == -Errno.ENOTDIR;
    if (file >= 0) {
      long result = Linux.call(Nr.FSTAT, file, base + STAT);
      isNone = result == 0 && (buffer.getInt(STAT + MODE) & S_IFMT) != S_IFLNK;
      Linux.call(Nr.CLOSE, file);
    }
    Linux.call(Nr.CLOSE, root);
    return isNone;
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
