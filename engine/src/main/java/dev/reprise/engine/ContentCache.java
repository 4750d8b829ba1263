package dev.reprise.engine;

import dev.reprise.linux.ReadsHost;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * What was found out about the content of large programs and libraries, kept on disk from run to
 * run.
 *
 * <p>An entry is named by the content: the build-id, the size and a checksum of the first page,
 * which holds the program headers. Files without a build-id are not kept. A cache that cannot be
 * read or written costs time and changes nothing.
 */
final class ContentCache {
  private static final int PAGE = 4096;

  /** The name of the note's owner, "GNU", behind its type, 3. */
  private static final byte[] BUILD_ID = {3, 0, 0, 0, 'G', 'N', 'U', 0};

  private final Path directory;

  /**
   * A cache in a directory, which is made when it is needed.
   *
   * @param version to be changed with what is kept or how, so that old entries are not read
   */
  ContentCache(Path directory, String version) {
    this.directory = directory.resolve(version);
  }

  /** The user's: {@code $XDG_CACHE_HOME/reprise}, or {@code ~/.cache/reprise}. */
  @ReadsHost("where results are kept does not change them")
  static Path directoryOfUser() {
    String cache = System.getenv("XDG_CACHE_HOME");
    Path base =
        cache != null && cache.startsWith("/")
            ? Path.of(cache)
            : Path.of(System.getProperty("user.home"), ".cache");
    return base.resolve("reprise");
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
      if (Arrays.equals(page, at, text, BUILD_ID, 0, BUILD_ID.length)
          && textLength > 0
          && text + textLength <= length) {
        return HexFormat.of().formatHex(page, text, text + textLength);
      }
    }
    return null;
  }

  /** The bytes of an entry, or null when there is none. */
  byte @Nullable [] read(String name) {
    try {
      return Files.readAllBytes(directory.resolve(name));
    } catch (IOException absent) {
      return null;
    }
  }

  /** Keeps an entry; readers see it whole or not at all. */
  void write(String name, byte[] entry) {
    try {
      Files.createDirectories(directory);
      Path temporary = Files.createTempFile(directory, "new", "");
      try {
        Files.write(temporary, entry);
        Files.move(temporary, directory.resolve(name), StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(temporary);
      }
    } catch (IOException full) {
      // The next run searches again.
    }
  }
}
