package dev.reprise.kernel.syscall;

import static dev.reprise.kernel.syscall.FlagSet.bit;
import static dev.reprise.kernel.syscall.FlagSet.bits;
import static dev.reprise.kernel.syscall.FlagSet.choice;
import static dev.reprise.kernel.syscall.FlagSet.field;
import static dev.reprise.kernel.syscall.FlagSet.only;

/** Names of the values that calls on memory take. */
final class MemoryNames {
  static final FlagSet PROT =
      bits(
          only("PROT_NONE", 0),
          bit("PROT_READ", 1),
          bit("PROT_WRITE", 2),
          bit("PROT_EXEC", 4),
          bit("PROT_SEM", 8),
          bit("PROT_GROWSDOWN", 0x1000000),
          bit("PROT_GROWSUP", 0x2000000));

  static final FlagSet MAP =
      bits(
          field("MAP_SHARED_VALIDATE", 0xf, 3),
          field("MAP_SHARED", 0xf, 1),
          field("MAP_PRIVATE", 0xf, 2),
          field("MAP_DROPPABLE", 0xf, 8),
          bit("MAP_FIXED", 0x10),
          bit("MAP_ANONYMOUS", 0x20),
          bit("MAP_32BIT", 0x40),
          bit("MAP_GROWSDOWN", 0x100),
          bit("MAP_DENYWRITE", 0x800),
          bit("MAP_EXECUTABLE", 0x1000),
          bit("MAP_LOCKED", 0x2000),
          bit("MAP_NORESERVE", 0x4000),
          bit("MAP_POPULATE", 0x8000),
          bit("MAP_NONBLOCK", 0x10000),
          bit("MAP_STACK", 0x20000),
          bit("MAP_HUGETLB", 0x40000),
          bit("MAP_SYNC", 0x80000),
          bit("MAP_FIXED_NOREPLACE", 0x100000));

  static final FlagSet MREMAP =
      bits(bit("MREMAP_MAYMOVE", 1), bit("MREMAP_FIXED", 2), bit("MREMAP_DONTUNMAP", 4));

  static final FlagSet MSYNC = bits(bit("MS_ASYNC", 1), bit("MS_INVALIDATE", 2), bit("MS_SYNC", 4));

  static final FlagSet ADVICE =
      choice(
          only("MADV_NORMAL", 0),
          only("MADV_RANDOM", 1),
          only("MADV_SEQUENTIAL", 2),
          only("MADV_WILLNEED", 3),
          only("MADV_DONTNEED", 4),
          only("MADV_FREE", 8),
          only("MADV_REMOVE", 9),
          only("MADV_DONTFORK", 10),
          only("MADV_DOFORK", 11),
          only("MADV_MERGEABLE", 12),
          only("MADV_UNMERGEABLE", 13),
          only("MADV_HUGEPAGE", 14),
          only("MADV_NOHUGEPAGE", 15),
          only("MADV_DONTDUMP", 16),
          only("MADV_DODUMP", 17),
          only("MADV_WIPEONFORK", 18),
          only("MADV_KEEPONFORK", 19),
          only("MADV_COLD", 20),
          only("MADV_PAGEOUT", 21),
          only("MADV_POPULATE_READ", 22),
          only("MADV_POPULATE_WRITE", 23),
          only("MADV_DONTNEED_LOCKED", 24),
          only("MADV_COLLAPSE", 25),
          only("MADV_HWPOISON", 100),
          only("MADV_SOFT_OFFLINE", 101),
          only("MADV_GUARD_INSTALL", 102),
          only("MADV_GUARD_REMOVE", 103));

  static final FlagSet MLOCKALL =
      bits(bit("MCL_CURRENT", 1), bit("MCL_FUTURE", 2), bit("MCL_ONFAULT", 4));

  static final FlagSet MLOCK = bits(bit("MLOCK_ONFAULT", 1));

  static final FlagSet MEMBARRIER =
      choice(
          only("MEMBARRIER_CMD_QUERY", 0),
          only("MEMBARRIER_CMD_GLOBAL", 1),
          only("MEMBARRIER_CMD_GLOBAL_EXPEDITED", 2),
          only("MEMBARRIER_CMD_REGISTER_GLOBAL_EXPEDITED", 4),
          only("MEMBARRIER_CMD_PRIVATE_EXPEDITED", 8),
          only("MEMBARRIER_CMD_REGISTER_PRIVATE_EXPEDITED", 0x10),
          only("MEMBARRIER_CMD_PRIVATE_EXPEDITED_SYNC_CORE", 0x20),
          only("MEMBARRIER_CMD_REGISTER_PRIVATE_EXPEDITED_SYNC_CORE", 0x40),
          only("MEMBARRIER_CMD_PRIVATE_EXPEDITED_RSEQ", 0x80),
          only("MEMBARRIER_CMD_REGISTER_PRIVATE_EXPEDITED_RSEQ", 0x100));

  private MemoryNames() {}
}
