package dev.reprise.container;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;

/** Where the host has mounted something, as this process sees it. Immutable. */
final class MountPoints {
  private static final int MOUNT_POINT_FIELD = 4;

  private final TreeSet<String> paths;

  private MountPoints(TreeSet<String> paths) {
    this.paths = paths;
  }

  /** Reads the kernel's table. */
  static MountPoints ofThisProcess() {
    try {
      return parse(Files.readString(Path.of("/proc/self/mountinfo"), StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static MountPoints parse(String mountinfo) {
    TreeSet<String> paths = new TreeSet<>();
    for (String line : mountinfo.split("\n")) {
      paths.add(unescape(line.split(" ")[MOUNT_POINT_FIELD]));
    }
    return new MountPoints(paths);
  }

  /** Whether something is mounted beneath a directory; a mount at the directory does not count. */
  boolean anyBeneath(String directory) {
    String prefix = directory.endsWith("/") ? directory : directory + "/";
    String next = paths.higher(prefix);
    return next != null && next.startsWith(prefix);
  }

  /** The kernel writes space, tab, newline and backslash as three octal digits. */
  private static String unescape(String field) {
    byte[] bytes = new byte[field.length()];
    int length = 0;
    for (int i = 0; i < field.length(); i++) {
      char c = field.charAt(i);
      if (c == '\\') {
        c = (char) Integer.parseInt(field.substring(i + 1, i + 4), 8);
        i += 3;
      }
      bytes[length++] = (byte) c;
    }
    return new String(bytes, 0, length, StandardCharsets.UTF_8);
  }
}
