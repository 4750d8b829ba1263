package dev.reprise.kernel.cpu;

import java.util.ArrayList;
import java.util.List;

/**
 * A mapping of a file whose code may be executed and changed without changing the file.
 *
 * @param start the first address
 * @param end the address behind the last
 * @param offset where it begins in the file, in bytes
 * @param path the file's name in the guest's view, as it was
 */
record FileMapping(long start, long end, long offset, String path) {

  /**
   * The executable private mappings of files which touch a range.
   *
   * @param maps the text of {@code /proc/PID/maps}
   */
  static List<FileMapping> executable(String maps, long from, long to) {
    List<FileMapping> found = new ArrayList<>();
    for (String line : maps.split("\n", -1)) {
      int dash = line.indexOf('-');
      int space = line.indexOf(' ');
      // start-end rwxp offset device inode path; what has no slash is no file.
      int slash = line.indexOf('/');
      if (dash < 0 || slash < 0 || line.charAt(space + 3) != 'x' || line.charAt(space + 4) != 'p') {
        continue;
      }
      long start = Long.parseUnsignedLong(line, 0, dash, 16);
      long end = Long.parseUnsignedLong(line, dash + 1, space, 16);
      if (start < to && from < end) {
        int offset = space + 6;
        found.add(
            new FileMapping(
                start,
                end,
                Long.parseUnsignedLong(line, offset, line.indexOf(' ', offset), 16),
                line.substring(slash)));
      }
    }
    return found;
  }
}
