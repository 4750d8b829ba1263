package dev.reprise.container;

/**
 * What a guest did to a path of the host's, without the host noticing.
 *
 * @param path the absolute path in the guest, as {@link dev.reprise.linux.ByteText}
 * @param kind what was done; of a deleted directory only the directory itself is told
 */
public record Change(String path, Kind kind) {
  /** The kinds of changes. */
  public enum Kind {
    CREATED,
    /** Written, opened for writing, or its attributes changed. */
    MODIFIED,
    DELETED
  }
}
