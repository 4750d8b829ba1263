package dev.reprise.kernel.file;

import dev.reprise.kernel.Task;

/** Told what the guest learns about paths and what it does to them, in the order of events. */
@FunctionalInterface
public interface FileEvents {
  /** What happened to a path. */
  enum Kind {
    /** A file was opened; a new one was {@link #CREATED} just before. */
    OPENED,
    /** The name came into being, with a new file or as another link to one. */
    CREATED,
    /** The name has moved; {@link PathEvent#other} is the new one. */
    RENAMED,
    /** The name is gone. */
    REMOVED,
    /** The entries of a directory were read. */
    LISTED,
    /** The name was looked up and exists. */
    PROBED,
    /** The name was looked up and does not exist. */
    ABSENT,
    /** The content has changed. */
    MODIFIED,
    /** Permissions, owner, times or extended attributes have changed. */
    ATTRIBUTES,
    /** A program was executed from it. */
    EXECUTED
  }

  /**
   * An event.
   *
   * @param path the absolute path in the guest's view, as far as it is known
   * @param other the second path of a rename or link, else empty
   * @param inode the virtual inode number of the file, or 0 when it is absent
   * @param directory whether the file is a directory
   * @param last whether the file has no name any more, if one was taken away
   */
  record PathEvent(
      Kind kind, String path, String other, long inode, boolean directory, boolean last) {
    PathEvent(Kind kind, String path, String other, long inode, boolean directory) {
      this(kind, path, other, inode, directory, true);
    }
  }

  /** Tells one event. */
  void happened(Task task, PathEvent event);
}
