package dev.reprise.kernel.cpu;

import dev.reprise.binary.Site;
import java.nio.file.Path;
import java.util.List;

/**
 * Knows the instructions of files that are to be intercepted. Finding them in a large file takes
 * milliseconds, so whoever implements this remembers them.
 */
@FunctionalInterface
public interface CodeSites {
  /**
   * The sites of a file, or an empty list when it is not an ELF file or cannot be read.
   *
   * @param file any path that leads to the file now, such as a link in {@code /proc}
   */
  List<Site> of(Path file);
}
