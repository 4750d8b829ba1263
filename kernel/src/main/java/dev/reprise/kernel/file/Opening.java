package dev.reprise.kernel.file;

/**
 * A call that opens a file.
 *
 * @param flags of open(2)
 * @param mode the permissions of a file that it makes
 */
record Opening(Target target, int flags, int mode) {
  static final int O_ACCMODE = 3;
  static final int O_CREAT = 0x40;
  static final int O_EXCL = 0x80;
  static final int O_NOCTTY = 0x100;
  static final int O_TRUNC = 0x200;
  static final int O_NONBLOCK = 0x800;
  static final int O_ASYNC = 0x2000;
  static final int O_DIRECT = 0x4000;
  static final int O_LARGEFILE = 0x8000;
  static final int O_DIRECTORY = 0x10000;
  static final int O_NOFOLLOW = 0x20000;
  static final int O_NOATIME = 0x40000;
  static final int O_CLOEXEC = 0x80000;

  /** All flags which open(2) knows; it ignores the others. */
  static final int KNOWN = 0x7fffc3;

  static final int O_PATH = 0x200000;
  static final int O_TMPFILE = 0x400000;

  boolean has(int flag) {
    return (flags & flag) != 0;
  }

  boolean closeOnExec() {
    return has(O_CLOEXEC);
  }

  boolean wantsWriting() {
    return !has(O_PATH) && ((flags & O_ACCMODE) != 0 || has(O_TRUNC));
  }

  /** Whether it can open nothing but a directory that is there. */
  boolean isPlainDirectory() {
    return has(O_DIRECTORY) && !has(O_PATH | O_CREAT);
  }

  /** The permissions which it takes of an existing file. */
  int wantedPermissions() {
    int reading = (flags & O_ACCMODE) == 1 ? 0 : Access.READ;
    return reading | (wantsWriting() ? Access.WRITE : 0);
  }

  /** Whether a symbolic link at the end is followed. */
  boolean follows() {
    return follows(flags);
  }

  static boolean follows(int flags) {
    return (flags & O_NOFOLLOW) == 0 && (flags & (O_CREAT | O_EXCL)) != (O_CREAT | O_EXCL);
  }

  /** The flags which fcntl(F_GETFL) tells. */
  int keptFlags() {
    return has(O_PATH)
        ? flags & (O_PATH | O_DIRECTORY | O_NOFOLLOW)
        : (flags & KNOWN & ~(O_CREAT | O_EXCL | O_NOCTTY | O_TRUNC | O_CLOEXEC)) | O_LARGEFILE;
  }

  /**
   * The flags for the host: it must not wait for the other side of a FIFO, and what depends on its
   * file systems or its page cache is left out.
   */
  int hostFlags() {
    return has(O_PATH)
        ? flags
        : (flags & ~(O_DIRECT | O_NOATIME | O_ASYNC)) | O_NONBLOCK | O_NOCTTY;
  }

  Opening with(Target other) {
    return new Opening(other, flags, mode);
  }
}
