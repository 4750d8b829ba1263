package dev.reprise.kernel.event;

import java.util.LinkedHashSet;
import java.util.Set;

/** A file or directory which an inotify instance watches. */
final class Watch {
  private static final int ONESHOT = 0x80000000;

  private final InotifyFile owner;
  private final int number;
  private final long inode;

  /** Other names of the directory, by which guests have reached its entries. */
  private final Set<String> aliases = new LinkedHashSet<>();

  private String path;
  private int mask;

  Watch(InotifyFile owner, int number, long inode, String path, int mask) {
    this.owner = owner;
    this.number = number;
    this.inode = inode;
    this.path = path;
    this.mask = mask;
  }

  InotifyFile owner() {
    return owner;
  }

  /** The number which inotify_add_watch(2) returned. */
  int number() {
    return number;
  }

  /** The watched file's virtual inode number. */
  long inode() {
    return inode;
  }

  String path() {
    return path;
  }

  int mask() {
    return mask;
  }

  void setMask(int newMask) {
    mask = newMask;
  }

  boolean isOneShot() {
    return (mask & ONESHOT) != 0;
  }

  boolean isAt(String directory) {
    return path.equals(directory) || aliases.contains(directory);
  }

  void addAlias(String directory) {
    aliases.add(directory);
  }

  /** The file, or a directory above it, has moved. */
  void moved(String from, String to) {
    aliases.clear();
    if (path.equals(from) || path.startsWith(from + "/")) {
      path = to + path.substring(from.length());
    }
  }
}
