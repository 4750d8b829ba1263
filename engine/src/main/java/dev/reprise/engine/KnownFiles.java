package dev.reprise.engine;

import dev.reprise.linux.ByteText;
import dev.reprise.linux.Linux;
import dev.reprise.linux.NativeBuffer;
import dev.reprise.linux.Nr;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Remembers for the time of a run what was found out about files, until they change.
 *
 * <p>The host is asked by a plain call, for this is done for each library of each program that is
 * executed, and java.nio would take longer than the kernel.
 */
final class KnownFiles<T> {
  private static final int PATH_BYTES = 4096;
  private static final int STAT_BYTES = 144;

  private final Map<FileIdentity, T> known = new HashMap<>();
  private final NativeBuffer buffer = new NativeBuffer(PATH_BYTES + STAT_BYTES);

  /** Finds out something about a file. */
  @FunctionalInterface
  interface Search<T> {
    T of(Path file, FileIdentity identity) throws IOException;
  }

  /** What is known of a file, or is found out now; {@code otherwise} when it cannot be read. */
  T of(Path file, Search<T> search, T otherwise) {
    FileIdentity identity = identity(file);
    if (identity == null) {
      return otherwise;
    }
    try {
      T found = known.get(identity);
      if (found == null) {
        found = search.of(file, identity);
        known.put(identity, found);
      }
      return found;
    } catch (IOException unreadable) {
      return otherwise;
    }
  }

  /** The identity of the file which a path leads to now, or null. */
  private @Nullable FileIdentity identity(Path file) {
    byte[] name = ByteText.bytes(ByteText.of(file));
    if (name.length >= PATH_BYTES) {
      return null;
    }
    buffer.put(0, Arrays.copyOf(name, name.length + 1), 0, name.length + 1);
    long result = Linux.call(Nr.STAT, buffer.address(), buffer.address() + PATH_BYTES);
    return result < 0
        ? null
        : new FileIdentity(
            buffer.getLong(PATH_BYTES),
            buffer.getLong(PATH_BYTES + 8),
            buffer.getLong(PATH_BYTES + 48),
            buffer.getLong(PATH_BYTES + 88),
            buffer.getLong(PATH_BYTES + 96));
  }
}
