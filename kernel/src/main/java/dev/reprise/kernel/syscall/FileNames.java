package dev.reprise.kernel.syscall;

import static dev.reprise.kernel.syscall.FlagSet.bit;
import static dev.reprise.kernel.syscall.FlagSet.bits;
import static dev.reprise.kernel.syscall.FlagSet.choice;
import static dev.reprise.kernel.syscall.FlagSet.field;
import static dev.reprise.kernel.syscall.FlagSet.only;
import static dev.reprise.kernel.syscall.FlagSet.sequence;

/** Names of the values that calls on files and paths take. */
final class FileNames {
  static final FlagSet OPEN =
      bits(
          field("O_RDONLY", 3, 0),
          field("O_WRONLY", 3, 1),
          field("O_RDWR", 3, 2),
          bit("O_CREAT", 0x40),
          bit("O_EXCL", 0x80),
          bit("O_NOCTTY", 0x100),
          bit("O_TRUNC", 0x200),
          bit("O_APPEND", 0x400),
          bit("O_NONBLOCK", 0x800),
          bit("O_SYNC", 0x101000),
          bit("O_DSYNC", 0x1000),
          bit("FASYNC", 0x2000),
          bit("O_DIRECT", 0x4000),
          bit("O_LARGEFILE", 0x8000),
          bit("O_NOFOLLOW", 0x20000),
          bit("O_NOATIME", 0x40000),
          bit("O_CLOEXEC", 0x80000),
          bit("O_PATH", 0x200000),
          bit("O_TMPFILE", 0x410000),
          bit("O_DIRECTORY", 0x10000));

  static final FlagSet PIPE =
      bits(
          bit("O_NONBLOCK", 0x800),
          bit("O_CLOEXEC", 0x80000),
          bit("O_DIRECT", 0x4000),
          bit("O_NOTIFICATION_PIPE", 0x80));

  static final FlagSet DUP = bits(bit("O_CLOEXEC", 0x80000));

  static final FlagSet DESCRIPTOR = bits(bit("FD_CLOEXEC", 1));

  static final FlagSet ACCESS =
      bits(only("F_OK", 0), bit("R_OK", 4), bit("W_OK", 2), bit("X_OK", 1));

  static final FlagSet AT =
      bits(
          bit("AT_SYMLINK_NOFOLLOW", 0x100),
          bit("AT_REMOVEDIR", 0x200),
          bit("AT_SYMLINK_FOLLOW", 0x400),
          bit("AT_NO_AUTOMOUNT", 0x800),
          bit("AT_EMPTY_PATH", 0x1000),
          bit("AT_STATX_FORCE_SYNC", 0x2000),
          bit("AT_STATX_DONT_SYNC", 0x4000));

  static final FlagSet AT_ACCESS =
      bits(
          bit("AT_EACCESS", 0x200),
          bit("AT_SYMLINK_NOFOLLOW", 0x100),
          bit("AT_EMPTY_PATH", 0x1000));

  static final FlagSet FILE_TYPE =
      bits(
          field("S_IFSOCK", 0xf000, 0xc000),
          field("S_IFLNK", 0xf000, 0xa000),
          field("S_IFREG", 0xf000, 0x8000),
          field("S_IFBLK", 0xf000, 0x6000),
          field("S_IFDIR", 0xf000, 0x4000),
          field("S_IFCHR", 0xf000, 0x2000),
          field("S_IFIFO", 0xf000, 0x1000));

  static final FlagSet WHENCE =
      sequence(0, "SEEK_SET", "SEEK_CUR", "SEEK_END", "SEEK_DATA", "SEEK_HOLE");

  static final FlagSet FCNTL =
      choice(
          only("F_DUPFD", 0),
          only("F_GETFD", 1),
          only("F_SETFD", 2),
          only("F_GETFL", 3),
          only("F_SETFL", 4),
          only("F_GETLK", 5),
          only("F_SETLK", 6),
          only("F_SETLKW", 7),
          only("F_SETOWN", 8),
          only("F_GETOWN", 9),
          only("F_SETSIG", 10),
          only("F_GETSIG", 11),
          only("F_SETOWN_EX", 15),
          only("F_GETOWN_EX", 16),
          only("F_OFD_GETLK", 36),
          only("F_OFD_SETLK", 37),
          only("F_OFD_SETLKW", 38),
          only("F_SETLEASE", 1024),
          only("F_GETLEASE", 1025),
          only("F_NOTIFY", 1026),
          only("F_DUPFD_QUERY", 1027),
          only("F_DUPFD_CLOEXEC", 1030),
          only("F_SETPIPE_SZ", 1031),
          only("F_GETPIPE_SZ", 1032),
          only("F_ADD_SEALS", 1033),
          only("F_GET_SEALS", 1034),
          only("F_GET_RW_HINT", 1035),
          only("F_SET_RW_HINT", 1036));

  static final FlagSet LOCK_TYPE = sequence(0, "F_RDLCK", "F_WRLCK", "F_UNLCK");

  static final FlagSet FLOCK =
      bits(bit("LOCK_SH", 1), bit("LOCK_EX", 2), bit("LOCK_UN", 8), bit("LOCK_NB", 4));

  static final FlagSet SEALS =
      bits(
          bit("F_SEAL_SEAL", 1),
          bit("F_SEAL_SHRINK", 2),
          bit("F_SEAL_GROW", 4),
          bit("F_SEAL_WRITE", 8),
          bit("F_SEAL_FUTURE_WRITE", 0x10),
          bit("F_SEAL_EXEC", 0x20));

  static final FlagSet RENAME =
      bits(bit("RENAME_NOREPLACE", 1), bit("RENAME_EXCHANGE", 2), bit("RENAME_WHITEOUT", 4));

  static final FlagSet FALLOCATE =
      bits(
          bit("FALLOC_FL_KEEP_SIZE", 1),
          bit("FALLOC_FL_PUNCH_HOLE", 2),
          bit("FALLOC_FL_NO_HIDE_STALE", 4),
          bit("FALLOC_FL_COLLAPSE_RANGE", 8),
          bit("FALLOC_FL_ZERO_RANGE", 0x10),
          bit("FALLOC_FL_INSERT_RANGE", 0x20),
          bit("FALLOC_FL_UNSHARE_RANGE", 0x40));

  static final FlagSet FADVISE =
      sequence(
          0,
          "POSIX_FADV_NORMAL",
          "POSIX_FADV_RANDOM",
          "POSIX_FADV_SEQUENTIAL",
          "POSIX_FADV_WILLNEED",
          "POSIX_FADV_DONTNEED",
          "POSIX_FADV_NOREUSE");

  static final FlagSet SPLICE =
      bits(
          bit("SPLICE_F_MOVE", 1),
          bit("SPLICE_F_NONBLOCK", 2),
          bit("SPLICE_F_MORE", 4),
          bit("SPLICE_F_GIFT", 8));

  static final FlagSet RWF =
      bits(
          bit("RWF_HIPRI", 1),
          bit("RWF_DSYNC", 2),
          bit("RWF_SYNC", 4),
          bit("RWF_NOWAIT", 8),
          bit("RWF_APPEND", 0x10),
          bit("RWF_NOAPPEND", 0x20),
          bit("RWF_ATOMIC", 0x40));

  static final FlagSet SYNC_RANGE =
      bits(
          bit("SYNC_FILE_RANGE_WAIT_BEFORE", 1),
          bit("SYNC_FILE_RANGE_WRITE", 2),
          bit("SYNC_FILE_RANGE_WAIT_AFTER", 4));

  static final FlagSet XATTR = bits(bit("XATTR_CREATE", 1), bit("XATTR_REPLACE", 2));

  static final FlagSet CLOSE_RANGE =
      bits(bit("CLOSE_RANGE_UNSHARE", 2), bit("CLOSE_RANGE_CLOEXEC", 4));

  static final FlagSet RESOLVE =
      bits(
          bit("RESOLVE_NO_XDEV", 1),
          bit("RESOLVE_NO_MAGICLINKS", 2),
          bit("RESOLVE_NO_SYMLINKS", 4),
          bit("RESOLVE_BENEATH", 8),
          bit("RESOLVE_IN_ROOT", 0x10),
          bit("RESOLVE_CACHED", 0x20));

  static final FlagSet MEMFD =
      bits(
          bit("MFD_CLOEXEC", 1),
          bit("MFD_ALLOW_SEALING", 2),
          bit("MFD_HUGETLB", 4),
          bit("MFD_NOEXEC_SEAL", 8),
          bit("MFD_EXEC", 0x10));

  private FileNames() {}
}
