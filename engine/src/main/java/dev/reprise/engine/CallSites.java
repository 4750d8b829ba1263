package dev.reprise.engine;

import dev.reprise.binary.CallSite;
import dev.reprise.binary.CallSiteSearch;
import dev.reprise.binary.ElfFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Remembers the call sites of files, by their offsets, for the time of a run. */
final class CallSites {
  private final KnownFiles<Map<Long, CallSite>> known = new KnownFiles<>();

  /** The call sites of a file before which a jump can be put; none when it cannot be read. */
  Map<Long, CallSite> of(Path file) {
    return known.of(file, (path, identity) -> search(path), Map.of());
  }

  private static Map<Long, CallSite> search(Path file) throws IOException {
    Map<Long, CallSite> sites = new HashMap<>();
    try (ElfFile elf = ElfFile.open(file)) {
      for (CallSite site : CallSiteSearch.find(elf)) {
        sites.put(site.fileOffset(), site);
      }
    }
    return sites;
  }
}
