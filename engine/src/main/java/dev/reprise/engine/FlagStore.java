package dev.reprise.engine;

import dev.reprise.binary.ElfFile;
import dev.reprise.binary.HotSpotFlags;
import dev.reprise.kernel.runtime.HotSpotDefaults;
import dev.reprise.kernel.runtime.LibraryFlags;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** Remembers the flags of the Java machines' libraries of one run. */
final class FlagStore implements LibraryFlags {
  private final KnownFiles<Map<String, Long>> known = new KnownFiles<>();

  @Override
  public Map<String, Long> of(Path file) {
    return known.of(file, (path, identity) -> search(path), Map.of());
  }

  private static Map<String, Long> search(Path file) throws IOException {
    try (ElfFile elf = ElfFile.open(file)) {
      return HotSpotFlags.find(elf, HotSpotDefaults.names());
    }
  }
}
