package dev.reprise.kernel.cpu;

import java.util.ArrayList;
import java.util.List;

/**
 * A private mapping without a file and without a name, or the part of it that lies in a range.
 *
 * @param start the first address
 * @param end the address behind the last
 * @param access what is allowed, as in {@code rwxp}
 */
record AnonymousMapping(long start, long end, String access) {
  /** Read, write, execute, private. */
  private static final int ACCESS_LENGTH = 4;

  /**
   * The parts of mappings which lie in a range.
   *
   * @param maps the text of {@code /proc/PID/maps}
   */
  static List<AnonymousMapping> within(String maps, long from, long to) {
    List<AnonymousMapping> found = new ArrayList<>();
    for (String line : maps.split("\n", -1)) {
      String mapping = line.stripTrailing();
      // start-end rwxp offset device 0
      int dash = mapping.indexOf('-');
      int space = mapping.indexOf(' ');
      if (dash < 0 || !mapping.endsWith(" 0")) {
        continue;
      }
      String access = mapping.substring(space + 1, space + 1 + ACCESS_LENGTH);
      long start = Math.max(from, Long.parseUnsignedLong(mapping, 0, dash, 16));
      long end = Math.min(to, Long.parseUnsignedLong(mapping, dash + 1, space, 16));
      if (start < end && access.endsWith("p")) {
        found.add(new AnonymousMapping(start, end, access));
      }
    }
    return found;
  }

  boolean isExecutable() {
    return access.charAt(2) == 'x';
  }

  boolean isWritable() {
    return access.charAt(1) == 'w';
  }
}
