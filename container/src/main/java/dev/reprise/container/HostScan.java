package dev.reprise.container;

import dev.reprise.linux.Linux;
import dev.reprise.linux.NativeBuffer;
import dev.reprise.linux.Nr;
import java.io.File;
import java.util.Arrays;

/**
 * Looks at the host's directories before a container is made, by asking the kernel itself: the few
 * questions come at every start, and java.nio would load a hundred classes for them. Symbolic links
 * are not followed. Not thread-safe.
 */
final class HostScan {
  static final int S_IFMT = 0170000;
  static final int S_IFDIR = 0040000;
  static final int S_IFREG = 0100000;
  static final int S_IFLNK = 0120000;

  private static final int O_DIRECTORY_CLOEXEC = 0x10000 | 0x80000;
  private static final int ST_MODE = 24;
  private static final int D_RECLEN = 16;
  private static final int D_NAME = 19;
  private static final int PATH_SIZE = 4096;
  private static final int ANSWER_SIZE = 1024;

  private final NativeBuffer path = new NativeBuffer(PATH_SIZE);
  private final NativeBuffer answer = new NativeBuffer(ANSWER_SIZE);

  /** Type and permissions, as in {@code st_mode}; 0 when the path cannot be looked at. */
  int mode(String name) {
    path.putCString(0, name);
    long result = Linux.call(Nr.LSTAT, path.address(), answer.address());
    return result < 0 ? 0 : answer.getInt(ST_MODE);
  }

  boolean isDirectory(String name) {
    return (mode(name) & S_IFMT) == S_IFDIR;
  }

  /** The target of a symbolic link; empty when it cannot be read. */
  String target(String name) {
    path.putCString(0, name);
    NativeBuffer target = new NativeBuffer(PATH_SIZE);
    Linux.call(Nr.READLINK, path.address(), target.address(), PATH_SIZE - 1);
    return target.getCString(0);
  }

  /** The names in a directory, sorted; none when it cannot be read. */
  String[] list(String directory) {
    String[] names = new File(directory).list();
    if (names == null) {
      return new String[0];
    }
    Arrays.sort(names);
    return names;
  }

  /** Whether a directory can be read and has no entries; looks at the first few only. */
  boolean isEmpty(String directory) {
    path.putCString(0, directory);
    int fd = (int) Linux.call(Nr.OPEN, path.address(), O_DIRECTORY_CLOEXEC);
    if (fd < 0) {
      return false;
    }
    int length = (int) Linux.call(Nr.GETDENTS64, fd, answer.address(), ANSWER_SIZE);
    Linux.call(Nr.CLOSE, fd);
    for (int offset = 0; offset < length; offset += answer.getShort(offset + D_RECLEN)) {
      String name = answer.getCString(offset + D_NAME);
      if (!name.equals(".") && !name.equals("..")) {
        return false;
      }
    }
    return length >= 0;
  }
}
