package dev.reprise.kernel.proc;

import dev.reprise.kernel.Task;
import dev.reprise.kernel.file.MappedFiles;
import dev.reprise.kernel.file.OpenNames;
import dev.reprise.kernel.file.Synthetic;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The files in {@code /proc/PID} and in {@code /proc/PID/task/TID}. */
final class ProcessFiles {
  static final String[] TEXTS = {
    "auxv",
    "cgroup",
    "cmdline",
    "comm",
    "coredump_filter",
    "cpuset",
    "environ",
    "gid_map",
    "io",
    "limits",
    "loginuid",
    "maps",
    "mountinfo",
    "mounts",
    "mountstats",
    "oom_adj",
    "oom_score",
    "oom_score_adj",
    "personality",
    "projid_map",
    "sched",
    "schedstat",
    "sessionid",
    "setgroups",
    "smaps",
    "smaps_rollup",
    "stat",
    "statm",
    "status",
    "syscall",
    "timerslack_ns",
    "uid_map",
    "wchan",
  };

  static final String[] LINKS = {"cwd", "exe", "root"};

  private static final int ONLY_OWNER = 0400;
  private static final int ALL = 0444;

  private ProcessFiles() {}

  static Synthetic.@Nullable Node lookup(ProcessView view, String name) {
    return switch (name) {
      case "cwd" ->
          view.thread() == null ? null : link(OpenNames.ofWorkingDirectory(view.process()));
      case "exe" -> view.thread() == null ? null : link(view.process().executable());
      case "root" -> view.thread() == null ? null : link(view.process().filesystem().root());
      case "auxv" -> memory(view, ProgramText::auxiliaryVector, ONLY_OWNER);
      case "cmdline" -> memory(view, ProgramText::commandLine, ALL);
      case "environ" -> memory(view, ProgramText::environment, ONLY_OWNER);
      case "comm", "coredump_filter", "oom_adj", "oom_score_adj", "loginuid", "timerslack_ns" ->
          Setting.node(view, name);
      default -> text(view, name);
    };
  }

  private static Synthetic.Link link(String target) {
    return new Synthetic.Link(target);
  }

  private static Synthetic.Text memory(ProcessView view, Function<Task, byte[]> reader, int mode) {
    Task thread = view.thread();
    return new Synthetic.Text(mode, 0, () -> thread == null ? new byte[0] : reader.apply(thread));
  }

  private static Synthetic.@Nullable Text text(ProcessView view, String name) {
    for (String known : TEXTS) {
      if (known.equals(name)) {
        int mode = name.equals("io") || name.equals("personality") ? ONLY_OWNER : ALL;
        return new Synthetic.Text(mode, 0, () -> FileSet.bytes(content(view, name)));
      }
    }
    return null;
  }

  private static String content(ProcessView view, String name) {
    return switch (name) {
      case "cgroup" -> "0::/\n";
      case "cpuset" -> "/\n";
      case "gid_map", "uid_map" -> "         0          0 4294967295\n";
      case "io" ->
          "rchar: 0\nwchar: 0\nsyscr: 0\nsyscw: 0\nread_bytes: 0\nwrite_bytes: 0\n"
              + "cancelled_write_bytes: 0\n";
      case "limits" -> LimitsText.text(view.process().limits());
      case "maps" -> memoryText(view).maps(view.memoryMap());
      case "mountinfo" -> Mounts.of(view.kernel().config()).info();
      case "mounts" -> Mounts.of(view.kernel().config()).table();
      case "mountstats" -> Mounts.of(view.kernel().config()).statistics();
      case "oom_score" -> "0\n";
      case "personality" ->
          String.format(Locale.ROOT, "%08x\n", view.process().credentials().personality());
      case "sched" -> sched(view);
      case "schedstat" -> view.cpuNanos() + " 0 0\n";
      case "sessionid" -> "4294967295\n";
      case "setgroups" -> "allow\n";
      case "smaps" -> memoryText(view).smaps(view.memoryMap());
      case "smaps_rollup" -> memoryText(view).smapsRollup(view.memoryMap());
      case "stat" -> StatText.stat(view);
      case "statm" -> StatText.statm(view);
      case "status" -> StatusText.status(view);
      case "syscall" -> "running\n";
      case "wchan" -> "0";
      default -> "";
    };
  }

  private static MemoryText memoryText(ProcessView view) {
    return new MemoryText(new MappedFiles(view.kernel().files(), view.asker()));
  }

  private static String sched(ProcessView view) {
    return String.format(
        Locale.ROOT,
        "%s (%d, #threads: %d)\npolicy : 0\nprio : %d\n",
        view.name(),
        view.id(),
        view.threads(),
        120 + view.nice());
  }
}
