package dev.reprise.kernel.syscall;

import static dev.reprise.kernel.syscall.FlagSet.bit;
import static dev.reprise.kernel.syscall.FlagSet.bits;
import static dev.reprise.kernel.syscall.FlagSet.field;

/** Names of the values that {@code statx} takes and gives. */
final class StatxNames {
  static final FlagSet AT =
      bits(
          field("AT_STATX_SYNC_AS_STAT", 0x6000, 0),
          field("AT_STATX_FORCE_SYNC", 0x6000, 0x2000),
          field("AT_STATX_DONT_SYNC", 0x6000, 0x4000),
          bit("AT_SYMLINK_NOFOLLOW", 0x100),
          bit("AT_NO_AUTOMOUNT", 0x800),
          bit("AT_EMPTY_PATH", 0x1000));

  static final FlagSet MASK =
      bits(
          bit("STATX_ALL", 0xfff),
          bit("STATX_BASIC_STATS", 0x7ff),
          bit("STATX_TYPE", 1),
          bit("STATX_MODE", 2),
          bit("STATX_NLINK", 4),
          bit("STATX_UID", 8),
          bit("STATX_GID", 0x10),
          bit("STATX_ATIME", 0x20),
          bit("STATX_MTIME", 0x40),
          bit("STATX_CTIME", 0x80),
          bit("STATX_INO", 0x100),
          bit("STATX_SIZE", 0x200),
          bit("STATX_BLOCKS", 0x400),
          bit("STATX_BTIME", 0x800),
          bit("STATX_MNT_ID", 0x1000),
          bit("STATX_DIOALIGN", 0x2000),
          bit("STATX_MNT_ID_UNIQUE", 0x4000),
          bit("STATX_SUBVOL", 0x8000),
          bit("STATX_WRITE_ATOMIC", 0x10000));

  static final FlagSet ATTRIBUTES =
      bits(
          bit("STATX_ATTR_COMPRESSED", 4),
          bit("STATX_ATTR_IMMUTABLE", 0x10),
          bit("STATX_ATTR_APPEND", 0x20),
          bit("STATX_ATTR_NODUMP", 0x40),
          bit("STATX_ATTR_ENCRYPTED", 0x800),
          bit("STATX_ATTR_AUTOMOUNT", 0x1000),
          bit("STATX_ATTR_MOUNT_ROOT", 0x2000),
          bit("STATX_ATTR_VERITY", 0x100000),
          bit("STATX_ATTR_DAX", 0x200000));

  private StatxNames() {}
}
