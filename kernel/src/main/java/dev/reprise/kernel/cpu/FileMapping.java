package dev.reprise.kernel.cpu;

import dev.reprise.kernel.Mapping;
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

  /** Whether a place in the file is mapped here. */
  boolean holdsOffset(long fileOffset) {
    return fileOffset >= offset && fileOffset - offset < end - start;
  }

  /**
   * The executable private mappings of files which touch a range.
   *
   * @param maps all mappings of a process
   */
  static List<FileMapping> executable(List<Mapping> maps, long from, long to) {
    List<FileMapping> found = new ArrayList<>();
    for (Mapping mapping : maps) {
      if (mapping.isExecutable()
          && !mapping.isShared()
          && mapping.name().startsWith("/")
          && mapping.start() < to
          && from < mapping.end()) {
        found.add(
            new FileMapping(mapping.start(), mapping.end(), mapping.offset(), mapping.name()));
      }
    }
    return found;
  }
}
