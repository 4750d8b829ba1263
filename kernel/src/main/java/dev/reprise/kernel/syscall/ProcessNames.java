package dev.reprise.kernel.syscall;

import static dev.reprise.kernel.syscall.FlagSet.bit;
import static dev.reprise.kernel.syscall.FlagSet.bits;
import static dev.reprise.kernel.syscall.FlagSet.choice;
import static dev.reprise.kernel.syscall.FlagSet.only;
import static dev.reprise.kernel.syscall.FlagSet.sequence;

/** Names of the values that calls on processes and their limits take. */
final class ProcessNames {
  static final FlagSet CLONE =
      bits(
          bit("CLONE_NEWTIME", 0x80),
          bit("CLONE_VM", 0x100),
          bit("CLONE_FS", 0x200),
          bit("CLONE_FILES", 0x400),
          bit("CLONE_SIGHAND", 0x800),
          bit("CLONE_PIDFD", 0x1000),
          bit("CLONE_PTRACE", 0x2000),
          bit("CLONE_VFORK", 0x4000),
          bit("CLONE_PARENT", 0x8000),
          bit("CLONE_THREAD", 0x10000),
          bit("CLONE_NEWNS", 0x20000),
          bit("CLONE_SYSVSEM", 0x40000),
          bit("CLONE_SETTLS", 0x80000),
          bit("CLONE_PARENT_SETTID", 0x100000),
          bit("CLONE_CHILD_CLEARTID", 0x200000),
          bit("CLONE_DETACHED", 0x400000),
          bit("CLONE_UNTRACED", 0x800000),
          bit("CLONE_CHILD_SETTID", 0x1000000),
          bit("CLONE_NEWCGROUP", 0x2000000),
          bit("CLONE_NEWUTS", 0x4000000),
          bit("CLONE_NEWIPC", 0x8000000),
          bit("CLONE_NEWUSER", 0x10000000),
          bit("CLONE_NEWPID", 0x20000000),
          bit("CLONE_NEWNET", 0x40000000),
          bit("CLONE_IO", 0x80000000));

  static final FlagSet WAIT =
      bits(
          bit("WNOHANG", 1),
          bit("WSTOPPED", 2),
          bit("WEXITED", 4),
          bit("WCONTINUED", 8),
          bit("WNOWAIT", 0x1000000),
          bit("__WNOTHREAD", 0x20000000),
          bit("__WALL", 0x40000000),
          bit("__WCLONE", 0x80000000));

  static final FlagSet ID_TYPE = sequence(0, "P_ALL", "P_PID", "P_PGID", "P_PIDFD");

  static final FlagSet PRCTL =
      choice(
          only("PR_SET_PDEATHSIG", 1),
          only("PR_GET_PDEATHSIG", 2),
          only("PR_GET_DUMPABLE", 3),
          only("PR_SET_DUMPABLE", 4),
          only("PR_GET_KEEPCAPS", 7),
          only("PR_SET_KEEPCAPS", 8),
          only("PR_SET_NAME", 15),
          only("PR_GET_NAME", 16),
          only("PR_GET_SECCOMP", 21),
          only("PR_SET_SECCOMP", 22),
          only("PR_CAPBSET_READ", 23),
          only("PR_CAPBSET_DROP", 24),
          only("PR_GET_TSC", 25),
          only("PR_SET_TSC", 26),
          only("PR_GET_SECUREBITS", 27),
          only("PR_SET_SECUREBITS", 28),
          only("PR_SET_TIMERSLACK", 29),
          only("PR_GET_TIMERSLACK", 30),
          only("PR_MCE_KILL", 33),
          only("PR_SET_MM", 35),
          only("PR_SET_CHILD_SUBREAPER", 36),
          only("PR_GET_CHILD_SUBREAPER", 37),
          only("PR_SET_NO_NEW_PRIVS", 38),
          only("PR_GET_NO_NEW_PRIVS", 39),
          only("PR_SET_THP_DISABLE", 41),
          only("PR_GET_THP_DISABLE", 42),
          only("PR_CAP_AMBIENT", 47),
          only("PR_GET_SPECULATION_CTRL", 52),
          only("PR_SET_SPECULATION_CTRL", 53),
          only("PR_SET_IO_FLUSHER", 57),
          only("PR_SCHED_CORE", 62),
          only("PR_SET_MDWE", 65),
          only("PR_GET_MDWE", 66),
          only("PR_SET_VMA", 0x53564d41),
          only("PR_SET_PTRACER", 0x59616d61));

  static final FlagSet ARCH_PRCTL =
      choice(
          only("ARCH_SET_GS", 0x1001),
          only("ARCH_SET_FS", 0x1002),
          only("ARCH_GET_FS", 0x1003),
          only("ARCH_GET_GS", 0x1004),
          only("ARCH_GET_CPUID", 0x1011),
          only("ARCH_SET_CPUID", 0x1012),
          only("ARCH_GET_XCOMP_SUPP", 0x1021),
          only("ARCH_GET_XCOMP_PERM", 0x1022),
          only("ARCH_REQ_XCOMP_PERM", 0x1023),
          only("ARCH_CET_STATUS", 0x3001),
          only("ARCH_SHSTK_ENABLE", 0x5001),
          only("ARCH_SHSTK_DISABLE", 0x5002),
          only("ARCH_SHSTK_LOCK", 0x5003),
          only("ARCH_SHSTK_UNLOCK", 0x5004),
          only("ARCH_SHSTK_STATUS", 0x5005));

  static final FlagSet RESOURCE =
      sequence(
          0,
          "RLIMIT_CPU",
          "RLIMIT_FSIZE",
          "RLIMIT_DATA",
          "RLIMIT_STACK",
          "RLIMIT_CORE",
          "RLIMIT_RSS",
          "RLIMIT_NPROC",
          "RLIMIT_NOFILE",
          "RLIMIT_MEMLOCK",
          "RLIMIT_AS",
          "RLIMIT_LOCKS",
          "RLIMIT_SIGPENDING",
          "RLIMIT_MSGQUEUE",
          "RLIMIT_NICE",
          "RLIMIT_RTPRIO",
          "RLIMIT_RTTIME");

  static final FlagSet USAGE_WHO =
      choice(only("RUSAGE_SELF", 0), only("RUSAGE_CHILDREN", -1), only("RUSAGE_THREAD", 1));

  static final FlagSet PRIORITY_WHO = sequence(0, "PRIO_PROCESS", "PRIO_PGRP", "PRIO_USER");

  static final FlagSet IOPRIO_WHO =
      sequence(1, "IOPRIO_WHO_PROCESS", "IOPRIO_WHO_PGRP", "IOPRIO_WHO_USER");

  static final FlagSet SCHED =
      choice(
          only("SCHED_OTHER", 0),
          only("SCHED_FIFO", 1),
          only("SCHED_RR", 2),
          only("SCHED_BATCH", 3),
          only("SCHED_IDLE", 5),
          only("SCHED_DEADLINE", 6),
          only("SCHED_EXT", 7));

  static final FlagSet RANDOM =
      bits(bit("GRND_NONBLOCK", 1), bit("GRND_RANDOM", 2), bit("GRND_INSECURE", 4));

  static final FlagSet SECCOMP =
      sequence(
          0,
          "SECCOMP_SET_MODE_STRICT",
          "SECCOMP_SET_MODE_FILTER",
          "SECCOMP_GET_ACTION_AVAIL",
          "SECCOMP_GET_NOTIF_SIZES");

  static final FlagSet PERSONALITY =
      bits(
          only("PER_LINUX", 0),
          bit("UNAME26", 0x20000),
          bit("ADDR_NO_RANDOMIZE", 0x40000),
          bit("FDPIC_FUNCPTRS", 0x80000),
          bit("MMAP_PAGE_ZERO", 0x100000),
          bit("ADDR_COMPAT_LAYOUT", 0x200000),
          bit("READ_IMPLIES_EXEC", 0x400000),
          bit("ADDR_LIMIT_32BIT", 0x800000),
          bit("SHORT_INODE", 0x1000000),
          bit("WHOLE_SECONDS", 0x2000000),
          bit("STICKY_TIMEOUTS", 0x4000000),
          bit("ADDR_LIMIT_3GB", 0x8000000));

  private ProcessNames() {}
}
