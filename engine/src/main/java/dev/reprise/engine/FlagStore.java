package dev.reprise.engine;

import dev.reprise.binary.ElfFile;
import dev.reprise.binary.HotSpotFlags;
import dev.reprise.kernel.runtime.HotSpotDefaults;
import dev.reprise.kernel.runtime.LibraryFlags;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Remembers the flags of the Java machines' libraries of one run. */
final class FlagStore implements LibraryFlags {
  private final Map<FileIdentity, Map<String, Long>> known = new HashMap<>();

  @Override
  public Map<String, Long> of(Path file) {
    try {
      FileIdentity identity = FileIdentity.of(file);
      Map<String, Long> flags = known.get(identity);
      if (flags == null) {
        flags = search(file);
        known.put(identity, flags);
      }
      return flags;
    } catch (IOException noLibrary) {
      return Map.of();
    }
  }

  private static Map<String, Long> search(Path file) throws IOException {
    try (ElfFile elf = ElfFile.open(file)) {
      return HotSpotFlags.find(elf, HotSpotDefaults.names());
    }
  }
}
