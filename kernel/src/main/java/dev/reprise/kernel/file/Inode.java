package dev.reprise.kernel.file;

import org.jspecify.annotations.Nullable;

/**
 * What the guest sees of a file beside its content: a number by first sight and virtual times.
 *
 * <p>Times are nanoseconds since 1970. A time that nothing has set yet is {@link #UNSET}, and the
 * file shows the time which all files from before the run have.
 */
public final class Inode {
  /** No value of its own yet. */
  public static final long UNSET = Long.MIN_VALUE;

  /** No owner or mode of its own yet. */
  static final int NONE = -1;

  private final long number;
  private long accessed = UNSET;
  private long modified = UNSET;
  private long changed = UNSET;
  private long born = UNSET;
  private int owner = NONE;
  private int group = NONE;
  private int permissions = NONE;
  private @Nullable Attributes attributes;

  private Inode(long number) {
    this.number = number;
  }

  /** A file from before the run. */
  static Inode existing(long number) {
    return new Inode(number);
  }

  /** A file that the guest has just made. */
  static Inode created(long number, long nowNanos, int owner, int group) {
    Inode inode = new Inode(number);
    inode.accessed = nowNanos;
    inode.modified = nowNanos;
    inode.changed = nowNanos;
    inode.born = nowNanos;
    inode.attributes = new Attributes();
    inode.owner = owner;
    inode.group = group;
    return inode;
  }

  /** The virtual inode number. */
  public long number() {
    return number;
  }

  /** Whether the guest has made it. */
  boolean isOfRun() {
    return born != UNSET;
  }

  /** Whether its content is that of before the run, and nobody has set its times. */
  boolean isUntouched() {
    return modified == UNSET;
  }

  /** The content has changed. */
  public void touchContent(long nowNanos) {
    modified = nowNanos;
    changed = nowNanos;
  }

  /** Something beside the content has changed. */
  public void touchAttributes(long nowNanos) {
    changed = nowNanos;
  }

  /** Sets the times of utimensat(2); {@link #UNSET} leaves one as it is. */
  public void setTimes(long newAccessed, long newModified, long nowNanos) {
    if (newAccessed != UNSET) {
      accessed = newAccessed;
    }
    if (newModified != UNSET) {
      modified = newModified;
    }
    changed = nowNanos;
  }

  long accessed(long before) {
    return accessed == UNSET ? before : accessed;
  }

  long modified(long before) {
    return modified == UNSET ? before : modified;
  }

  long changed(long before) {
    return changed == UNSET ? before : changed;
  }

  long born(long before) {
    return born == UNSET ? before : born;
  }

  /** The user and group which own it; those of files from before the run are root's. */
  public int owner() {
    return owner == NONE ? 0 : owner;
  }

  public int group() {
    return group == NONE ? 0 : group;
  }

  /** Changes the owner as chown(2) does: -1 leaves one as it is. */
  public void setOwner(int newOwner, int newGroup) {
    if (newOwner != NONE) {
      owner = newOwner;
    }
    if (newGroup != NONE) {
      group = newGroup;
    }
  }

  /** The extended attributes; null as long as nobody asked the host for those of an old file. */
  @Nullable Attributes attributes() {
    return attributes;
  }

  void setAttributes(Attributes read) {
    attributes = read;
  }

  /**
   * The permission bits by which others than the owner are judged, given those of the host. Which
   * group a file from before the run belongs to on the host is not known here, so its members get
   * what both they and everybody else get.
   */
  int judged(int host) {
    int bits = permissions(host);
    return group == NONE ? bits & (0707 | bits << 3 | ~0777) : bits;
  }

  /** The permission bits, given those of the host. */
  int permissions(int host) {
    return permissions == NONE ? host : permissions;
  }

  /** The host cannot give the file these bits: only the guest's view has them. */
  void setPermissions(int bits) {
    permissions = bits;
  }

  /** The host's file has the right bits. */
  void clearPermissions() {
    permissions = NONE;
  }
}
