package dev.reprise.container;

import dev.reprise.linux.ByteText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;

/** Where the host has mounted something, as this process sees it. Immutable. */
final class MountPoints {
  private static final int MOUNT_POINT_FIELD = 4;
  private static final int OPTIONS_FIELD = 5;

  private final TreeSet<String> paths;

  private MountPoints(TreeSet<String> paths) {
    this.paths = paths;
  }

  /** Reads the kernel's table. */
  static MountPoints ofThisProcess() {
    return parse(table("self"));
  }

  /** The numbers of a process's mounts that are read-only, be it by themselves or altogether. */
  static Set<Long> readOnlyOf(int pid) {
    Set<Long> numbers = new HashSet<>();
    for (String line : table(Integer.toString(pid)).split("\n")) {
      String[] fields = line.split(" ");
      if (isReadOnly(fields[OPTIONS_FIELD]) || isReadOnly(fields[fields.length - 1])) {
        numbers.add(Long.parseLong(fields[0]));
      }
    }
    return numbers;
  }

  private static boolean isReadOnly(String options) {
    return options.equals("ro") || options.startsWith("ro,");
  }

  private static String table(String process) {
    try {
      return Files.readString(Path.of("/proc", process, "mountinfo"), StandardCharsets.ISO_8859_1);
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
    return ByteText.of(Arrays.copyOf(bytes, length));
  }
}
