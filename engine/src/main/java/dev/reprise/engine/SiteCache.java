package dev.reprise.engine;

import dev.reprise.binary.Register;
import dev.reprise.binary.Site;
import dev.reprise.binary.Window;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The sites of large files, kept on disk from run to run: searching libc and its dynamic linker
 * takes ten times as long as reading them here.
 */
final class SiteCache {
  /** To be changed with the search or the layout of an entry. */
  private static final String VERSION = "sites-4";

  private static final int SITE_BYTES = 26;
  private static final Site.Kind[] KINDS = Site.Kind.values();
  private static final Register[] REGISTERS = Register.values();

  private final ContentCache cache;

  /** A cache in a directory, which is made when it is needed. */
  SiteCache(Path directory) {
    cache = new ContentCache(directory, VERSION);
  }

  /** The user's. */
  static SiteCache ofUser() {
    return new SiteCache(ContentCache.directoryOfUser());
  }

  /** The sites of an entry, or null when there is none. */
  @Nullable List<Site> read(String name) {
    byte[] bytes = cache.read(name);
    if (bytes == null || bytes.length % SITE_BYTES != 0) {
      return null;
    }
    try {
      ByteBuffer entry = ByteBuffer.wrap(bytes);
      List<Site> sites = new ArrayList<>();
      while (entry.hasRemaining()) {
        sites.add(
            new Site(
                entry.getLong(),
                entry.getLong(),
                entry.get(),
                KINDS[entry.get()],
                register(entry.get()),
                entry.get(),
                window(entry.get(), entry.get(), entry.getInt())));
      }
      return sites;
    } catch (BufferUnderflowException | IndexOutOfBoundsException damaged) {
      return null;
    }
  }

  private static @Nullable Register register(byte ordinal) {
    return ordinal < 0 ? null : REGISTERS[ordinal];
  }

  private static @Nullable Window window(byte before, byte length, int checksum) {
    return length == 0 ? null : new Window(before, length, checksum);
  }

  /** Keeps an entry. */
  void write(String name, List<Site> sites) {
    ByteBuffer entry = ByteBuffer.allocate(sites.size() * SITE_BYTES);
    for (Site site : sites) {
      Register operand = site.operand();
      entry.putLong(site.fileOffset()).putLong(site.vaddr());
      entry.put((byte) site.length()).put((byte) site.kind().ordinal());
      entry.put((byte) (operand == null ? -1 : operand.ordinal())).put((byte) site.operandSize());
      Window window = site.window();
      entry.put((byte) (window == null ? 0 : window.before()));
      entry.put((byte) (window == null ? 0 : window.length()));
      entry.putInt(window == null ? 0 : window.checksum());
    }
    cache.write(name, entry.array());
  }
}
