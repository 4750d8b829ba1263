package dev.reprise.engine;

import dev.reprise.binary.ElfFile;
import dev.reprise.binary.InstructionSites;
import dev.reprise.binary.MalformedElfException;
import dev.reprise.binary.Site;
import dev.reprise.kernel.cpu.CodeSites;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Remembers the sites of the files of one run, those of larger files also for other runs. */
final class SiteStore implements CodeSites {
  /**
   * Smaller files are searched as fast as a cached result is read; and those that a build makes by
   * the hundred must not fill the cache.
   */
  private static final long WORTH_KEEPING_BYTES = 1 << 17;

  /** What tells a file from others and from its own former content. */
  private record Identity(@Nullable Object key, long size, FileTime modified) {
    // A record's own methods are made at their first use, which would be felt at every start.
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Identity that
          && size == that.size
          && modified.equals(that.modified)
          && Objects.equals(key, that.key);
    }

    @Override
    public int hashCode() {
      return 31 * Objects.hashCode(key) + Long.hashCode(size);
    }
  }

  private final Map<Identity, List<Site>> known = new HashMap<>();
  private final SiteCache cache;

  SiteStore(SiteCache cache) {
    this.cache = cache;
  }

  @Override
  public List<Site> of(Path file) {
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      Identity identity =
          new Identity(attributes.fileKey(), attributes.size(), attributes.lastModifiedTime());
      List<Site> sites = known.get(identity);
      if (sites == null) {
        sites = attributes.size() < WORTH_KEEPING_BYTES ? search(file) : cachedOrSearch(file);
        known.put(identity, sites);
      }
      return sites;
    } catch (IOException unreadable) {
      return List.of();
    }
  }

  private List<Site> cachedOrSearch(Path file) throws IOException {
    String name = SiteCache.nameOf(file);
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
