package dev.reprise.engine;

import dev.reprise.binary.Register;
import dev.reprise.binary.Site;
import dev.reprise.binary.Window;
import dev.reprise.linux.ReadsHost;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * The sites of large files, kept on disk from run to run: searching libc and its dynamic linker
 * takes ten times as long as reading them here.
 *
 * <p>An entry is named by the content: the build-id, the size and a checksum of the first page,
 * which holds the program headers. Files without a build-id are not kept. A cache that cannot be
 * read or written costs time and changes nothing.
 */
final class SiteCache {
  private static final int PAGE = 4096;

  /** To be changed with the search or the layout of an entry, so that old entries are not read. */
  private static final String VERSION = "sites-4";

  /** The name of the note's owner, "GNU", behind its type, 3. */
  private static final byte[] BUILD_ID = {3, 0, 0, 0, 'G', 'N', 'U', 0};

  private static final int SITE_BYTES = 26;
  private static final Site.Kind[] KINDS = Site.Kind.values();
  private static final Register[] REGISTERS = Register.values();

  private final Path directory;

  /** A cache in a directory, which is made when it is needed. */
  SiteCache(Path directory) {
    this.directory = directory.resolve(VERSION);
  }

  /** The user's: {@code $XDG_CACHE_HOME/reprise}, or {@code ~/.cache/reprise}. */
  @ReadsHost("where results are kept does not change them")
  static SiteCache ofUser() {
    String cache = System.getenv("XDG_CACHE_HOME");
    Path base =
        cache != null && cache.startsWith("/")
            ? Path.of(cache)
            : Path.of(System.getProperty("user.home"), ".cache");
    return new SiteCache(base.resolve("reprise"));
  }

  /** The name for a file's entry, or null when it has no build-id. */
  static @Nullable String nameOf(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      byte[] page = new byte[PAGE];
      int length = channel.read(ByteBuffer.wrap(page));
      String buildId = buildId(page, length);
      if (buildId == null) {
        return null;
      }
      CRC32 checksum = new CRC32();
      checksum.update(page, 0, length);
      return buildId + "-" + channel.size() + "-" + Long.toHexString(checksum.getValue());
    }
  }

  /** A note: the lengths of its owner's name and of its text, its type, the name, the text. */
  private static @Nullable String buildId(byte[] page, int length) {
    for (int at = 8; at + BUILD_ID.length <= length; at += 4) {
      int textLength = page[at - 4];
      int text = at + BUILD_ID.length;
      if (java.util.Arrays.equals(page, at, text, BUILD_ID, 0, BUILD_ID.length)
          && textLength > 0
          && text + textLength <= length) {
        return HexFormat.of().formatHex(page, text, text + textLength);
      }
    }
    return null;
  }

  /** The sites of an entry, or null when there is none. */
  @Nullable List<Site> read(String name) {
    try {
      ByteBuffer entry = ByteBuffer.wrap(Files.readAllBytes(directory.resolve(name)));
      if (entry.remaining() % SITE_BYTES != 0) {
        return null;
      }
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
    } catch (IOException | IndexOutOfBoundsException damaged) {
      return null;
    }
  }

  private static @Nullable Register register(byte ordinal) {
    return ordinal < 0 ? null : REGISTERS[ordinal];
  }

  private static @Nullable Window window(byte before, byte length, int checksum) {
    return length == 0 ? null : new Window(before, length, checksum);
  }

  /** Keeps an entry; readers see it whole or not at all. */
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
    try {
      Files.createDirectories(directory);
      Path temporary = Files.createTempFile(directory, "new", "");
      try {
        Files.write(temporary, entry.array());
        Files.move(temporary, directory.resolve(name), StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(temporary);
      }
    } catch (IOException full) {
      // The next run searches again.
    }
  }
}
