package dev.reprise.engine;

import dev.reprise.binary.ElfFile;
import dev.reprise.binary.InstructionSites;
import dev.reprise.binary.MalformedElfException;
import dev.reprise.binary.Site;
import dev.reprise.kernel.cpu.CodeSites;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Remembers the sites of the files of one run, those of larger files also for other runs. */
final class SiteStore implements CodeSites {
  /**
   * Smaller files are searched as fast as a cached result is read; and those that a build makes by
   * the hundred must not fill the cache.
   */
  private static final long WORTH_KEEPING_BYTES = 1 << 17;

  private final KnownFiles<List<Site>> known = new KnownFiles<>();
  private final SiteCache cache;

  SiteStore(SiteCache cache) {
    this.cache = cache;
  }

  @Override
  public List<Site> of(Path file) {
    return known.of(file, this::find, List.of());
  }

  private List<Site> find(Path file, FileIdentity identity) throws IOException {
    return identity.size() < WORTH_KEEPING_BYTES ? search(file) : cachedOrSearch(file);
  }

  private List<Site> cachedOrSearch(Path file) throws IOException {
    String name = ContentCache.nameOf(file);
    if (name == null) {
      return search(file);
    }
    List<Site> sites = cache.read(name);
    if (sites == null) {
      sites = search(file);
      cache.write(name, sites);
    }
    return sites;
  }

  private static List<Site> search(Path file) throws IOException {
    try (ElfFile elf = ElfFile.open(file)) {
      return InstructionSites.find(elf).sites();
    } catch (MalformedElfException other) {
      return List.of();
    }
  }
}
