package dev.reprise.engine;

import dev.reprise.binary.CallSite;
import dev.reprise.binary.CallSiteSearch;
import dev.reprise.binary.ElfFile;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the call sites of files, by their offsets: for the time of a run, and on disk, for it
 * takes a tenth of a second to find those of libc.
 */
final class CallSites {
  private static final String VERSION = "calls-1";
  private static final int SITE_BYTES = 3 * Long.BYTES;

  /** More than the longest instruction and one byte less than a jump. */
  private static final int MOST_BEFORE = 32;

  private final KnownFiles<Map<Long, CallSite>> known = new KnownFiles<>();
  private final ContentCache cache;

  CallSites(Path directory) {
    cache = new ContentCache(directory, VERSION);
  }

  /** The call sites of a file before which a jump can be put; none when it cannot be read. */
  Map<Long, CallSite> of(Path file) {
    return known.of(file, (path, identity) -> find(path), Map.of());
  }

  private Map<Long, CallSite> find(Path file) throws IOException {
    String name = ContentCache.nameOf(file);
    byte[] entry = name == null ? null : cache.read(name);
    Map<Long, CallSite> sites = entry == null ? null : decode(entry);
    if (sites == null) {
      sites = new LinkedHashMap<>();
      try (ElfFile elf = ElfFile.open(file)) {
        for (CallSite site : CallSiteSearch.find(elf)) {
          sites.put(site.fileOffset(), site);
        }
      }
      if (name != null) {
        cache.write(name, encode(sites.values()));
      }
    }
    return sites;
  }

  private static byte[] encode(Collection<CallSite> sites) {
    ByteBuffer entry = ByteBuffer.allocate(sites.size() * SITE_BYTES);
    for (CallSite site : sites) {
      entry.putLong(site.fileOffset()).putLong(site.hop());
      entry.putInt(site.before()).putInt(site.checksum());
    }
    return entry.array();
  }

  /** Returns null for bytes that are no entry. */
  private static @Nullable Map<Long, CallSite> decode(byte[] bytes) {
    Map<Long, CallSite> sites = new LinkedHashMap<>();
    try {
      for (ByteBuffer entry = ByteBuffer.wrap(bytes); entry.hasRemaining(); ) {
        long offset = entry.getLong();
        long hop = entry.getLong();
        int before = entry.getInt();
        if (before < CallSite.SHORT_JUMP || before > MOST_BEFORE) {
          return null;
        }
        sites.put(offset, new CallSite(offset, before, entry.getInt(), hop));
      }
    } catch (BufferUnderflowException damaged) {
      return null;
    }
    return sites;
  }
}
