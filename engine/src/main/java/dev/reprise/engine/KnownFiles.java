package dev.reprise.engine;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Remembers for the time of a run what was found out about files, until they change. */
final class KnownFiles<T> {
  private final Map<FileIdentity, T> known = new HashMap<>();

  /** Finds out something about a file. */
  @FunctionalInterface
  interface Search<T> {
    T of(Path file, FileIdentity identity) throws IOException;
  }

  /** What is known of a file, or is found out now; {@code otherwise} when it cannot be read. */
  T of(Path file, Search<T> search, T otherwise) {
    try {
      FileIdentity identity = FileIdentity.of(file);
      T found = known.get(identity);
      if (found == null) {
        found = search.of(file, identity);
        known.put(identity, found);
      }
      return found;
    } catch (IOException unreadable) {
      return otherwise;
    }
  }
}
