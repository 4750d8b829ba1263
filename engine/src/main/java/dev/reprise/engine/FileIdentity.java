package dev.reprise.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What tells a file from others and from its own former content.
 *
 * @param key the host's numbers of device and file
 * @param size in bytes
 * @param modified when it was changed
 */
record FileIdentity(@Nullable Object key, long size, FileTime modified) {

  /** The identity of the file which a path leads to now. */
  static FileIdentity of(Path file) throws IOException {
    BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
    return new FileIdentity(attributes.fileKey(), attributes.size(), attributes.lastModifiedTime());
  }

  // A record's own methods are made at their first use, which would be felt at every start.
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof FileIdentity that
        && size == that.size
        && modified.equals(that.modified)
        && Objects.equals(key, that.key);
  }

  @Override
  public int hashCode() {
    return 31 * Objects.hashCode(key) + Long.hashCode(size);
  }
}
