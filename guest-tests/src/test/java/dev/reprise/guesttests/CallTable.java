package dev.reprise.guesttests;

import dev.reprise.kernel.syscall.ArgType;
import dev.reprise.kernel.syscall.FlagSet;
import dev.reprise.kernel.syscall.SyscallClass;
import dev.reprise.kernel.syscall.SyscallRow;
import dev.reprise.kernel.syscall.SyscallTable;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The table of calls in the form that the guest {@code random_calls} reads. */
final class CallTable {

  /** Calls which end the caller, make another one, or wait for nothing but a signal. */
  private static final Set<String> ENDLESS =
      Set.of(
          "exit",
          "exit_group",
          "fork",
          "vfork",
          "clone",
          "pause",
          "rt_sigreturn",
          "rt_sigsuspend",
          "sync");

  /** Calls whose numbers name processes. */
  private static final Set<String> OF_PROCESSES =
      Set.of(
          "kill",
          "tkill",
          "tgkill",
          "rt_sigqueueinfo",
          "rt_tgsigqueueinfo",
          "prlimit64",
          "setpgid",
          "pidfd_open",
          "setpriority",
          "getpriority",
          "ioprio_set",
          "ioprio_get");

  private CallTable() {}

  /** The lines of all calls but those that end what makes them. */
  static List<String> lines() {
    return SyscallTable.standard().rows().stream()
        .filter(row -> !ENDLESS.contains(row.name()))
        .map(CallTable::line)
        .toList();
  }

  private static String line(SyscallRow row) {
    String types =
        row.args().stream().map(type -> " " + word(row, type)).collect(Collectors.joining());
    String mark = row.kind() == SyscallClass.REFUSE_ERRNO ? "r" : "-";
    return row.nr() + " " + row.name() + " " + mark + types;
  }

  private static String word(SyscallRow row, ArgType type) {
    return switch (type) {
      case ArgType.Scalar scalar -> word(row, scalar);
      case ArgType.Named named -> "flags" + values(named.names());
      case ArgType.Pointee pointee -> "pointer";
      case ArgType.Ignored ignored -> "int";
    };
  }

  private static String word(SyscallRow row, ArgType.Scalar scalar) {
    boolean ofProcesses = OF_PROCESSES.contains(row.name()) || row.name().startsWith("sched_");
    return switch (scalar) {
      case FD, DIRFD -> "fd";
      case PATH, STRING -> "path";
      case POINTER -> "pointer";
      case SIZE -> "size";
      case MODE, FILE_MODE -> "mode";
      case SIGNAL -> "g-signal";
      case INT -> ofProcesses ? "pid" : "int";
      case LONG, OFFSET, HEX, DEVICE -> "int";
    };
  }

  private static String values(FlagSet names) {
    return names.flags().stream()
        .map(flag -> Integer.toString(flag.value()))
        .collect(Collectors.joining(",", ":", ""));
  }
}
