package dev.reprise.kernel.cpu;

import dev.reprise.kernel.Mapping;
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
  /**
   * The parts of mappings which lie in a range.
   *
   * @param maps all mappings of a process
   */
  static List<AnonymousMapping> within(List<Mapping> maps, long from, long to) {
    List<AnonymousMapping> found = new ArrayList<>();
    for (Mapping mapping : maps) {
      long start = Math.max(from, mapping.start());
      long end = Math.min(to, mapping.end());
      boolean anonymous = !mapping.isFile() && mapping.name().isEmpty();
      if (anonymous && !mapping.isShared() && start < end) {
        found.add(new AnonymousMapping(start, end, mapping.permissions()));
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
