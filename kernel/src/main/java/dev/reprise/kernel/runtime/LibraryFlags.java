package dev.reprise.kernel.runtime;

import java.nio.file.Path;
import java.util.Map;

/**
 * Knows where a Java machine's library has the variables of its flags. Whoever implements this
 * remembers it, for a build may start the machine hundreds of times.
 */
@FunctionalInterface
public interface LibraryFlags {
  /**
   * The offsets in a file of the variables of {@link HotSpotDefaults#names}, as far as they are
   * there; none when it is no such library.
   *
   * @param file any path that leads to the file now, such as a link in {@code /proc}
   */
  Map<String, Long> of(Path file);
}
