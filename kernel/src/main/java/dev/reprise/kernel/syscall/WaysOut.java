package dev.reprise.kernel.syscall;

import static java.util.Map.entry;

import java.util.Map;

/** What somebody can do whose program needs a call that is refused. */
public final class WaysOut {

  /** Calls which the host would not take either, or which would break what Reprise rests on. */
  private static final Map<String, String> CLOSED =
      Map.ofEntries(
          entry("ptrace", "use 'reprise strace' or --stop-at from outside"),
          entry("seccomp", "run the program with its sandbox switched off"),
          entry("restart_syscall", "nothing needs it"),
          entry("rseq", "use sched_getcpu or getcpu"),
          entry("clone3", "use clone, as libc does by itself"),
          entry("unshare", "choose the container's options, such as --user or --hostname"),
          entry("setns", "choose the container's options, such as --user or --hostname"),
          entry("userfaultfd", "use mprotect and a handler of SIGSEGV"),
          entry("process_vm_readv", "use shared memory or a pipe"),
          entry("process_vm_writev", "use shared memory or a pipe"),
          entry("pidfd_getfd", "pass descriptors over a socket"),
          entry("map_shadow_stack", "build without -fcf-protection=return"),
          entry("memfd_secret", "use memfd_create"),
          entry("uretprobe", "nothing needs it"),
          entry("uprobe", "nothing needs it"));

  /** What serves the purpose better than letting the call through. */
  private static final Map<String, String> INSTEAD =
      Map.ofEntries(
          entry("sethostname", "--hostname NAME"),
          entry("settimeofday", "--epoch TIME"),
          entry("clock_settime", "--epoch TIME"),
          entry("mount", "--mount SPEC"),
          entry("open_tree", "--mount SPEC"),
          entry("move_mount", "--mount SPEC"),
          entry("pivot_root", "--mount SPEC"),
          entry("futex_waitv", "futex"),
          entry("futex_wake", "futex"),
          entry("futex_wait", "futex"),
          entry("futex_requeue", "futex"),
          entry("setxattrat", "setxattr"),
          entry("getxattrat", "getxattr"),
          entry("listxattrat", "listxattr"),
          entry("removexattrat", "removexattr"),
          entry("io_uring_setup", "read and write, or epoll"),
          entry("io_setup", "pread64 and pwrite64"));

  private WaysOut() {}

  /** Whether {@code --allow} takes the name of the row. */
  public static boolean isAllowable(SyscallRow row) {
    return isRefused(row) && !CLOSED.containsKey(row.name()) && !isGone(row);
  }

  /** One clause for a row that is refused, such as "--allow bpf"; empty for every other row. */
  public static String of(SyscallRow row) {
    if (!isRefused(row)) {
      return "";
    }
    String closed = CLOSED.get(row.name());
    if (closed != null) {
      return closed;
    }
    if (isGone(row)) {
      return "no kernel has it";
    }
    String instead = INSTEAD.get(row.name());
    return (instead == null ? "" : instead + ", or ") + "--allow " + row.name();
  }

  private static boolean isRefused(SyscallRow row) {
    return row.kind() == SyscallClass.REFUSE_ERRNO || row.kind() == SyscallClass.REFUSE;
  }

  private static boolean isGone(SyscallRow row) {
    return row.note().endsWith("by Linux") || row.note().endsWith("as on Linux");
  }
}
