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
import org.jspecify.annotations.Nullable;

/** Remembers the sites of files while it lives. */
final class SiteStore implements CodeSites {
  /** What tells a file from others and from its own former content. */
  private record Identity(@Nullable Object key, long size, FileTime modified, Object changed) {
    static Identity of(Path file) throws IOException {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      return new Identity(
          attributes.fileKey(),
          attributes.size(),
          attributes.lastModifiedTime(),
          Files.getAttribute(file, "unix:ctime"));
    }
  }

  private final Map<Identity, List<Site>> known = new HashMap<>();

  @Override
  public List<Site> of(Path file) {
    try {
      Identity identity = Identity.of(file);
      List<Site> sites = known.get(identity);
      if (sites == null) {
        sites = find(file);
        known.put(identity, sites);
      }
      return sites;
    } catch (IOException unreadable) {
      return List.of();
    }
  }

  private static List<Site> find(Path file) throws IOException {
    try (ElfFile elf = ElfFile.open(file)) {
      return InstructionSites.find(elf).sites();
    } catch (MalformedElfException other) {
      return List.of();
    }
  }
}
