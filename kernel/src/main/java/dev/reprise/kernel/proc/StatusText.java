package dev.reprise.kernel.proc;

import dev.reprise.kernel.GuestProcess;
import dev.reprise.kernel.Task;
import dev.reprise.kernel.identity.Credentials;
import dev.reprise.kernel.identity.Ids;
import dev.reprise.kernel.signal.ProcessSignals;
import java.util.BitSet;
import java.util.Locale;

/** {@code /proc/PID/status}: what is known of a process or thread, for people to read. */
final class StatusText {
  /** {@code status}. */
  static String status(ProcessView view) {
    StringBuilder text = new StringBuilder();
    identity(text, view);
    if (view.thread() != null) {
      memory(text, view);
    }
    signals(text, view);
    capabilities(text, view.credentials());
    text.append("NoNewPrivs:\t0\nSeccomp:\t0\nSeccomp_filters:\t0\n");
    text.append("Speculation_Store_Bypass:\tnot vulnerable\n");
    text.append("SpeculationIndirectBranch:\tnot affected\n");
    affinity(text, view);
    text.append("Mems_allowed:\t1\nMems_allowed_list:\t0\n");
    text.append("voluntary_ctxt_switches:\t0\nnonvoluntary_ctxt_switches:\t0\n");
    return text.toString();
  }

  private static void identity(StringBuilder text, ProcessView view) {
    GuestProcess process = view.process();
    line(text, "Name", escaped(view.name()));
    if (view.thread() != null) {
      line(text, "Umask", String.format(Locale.ROOT, "%04o", process.filesystem().umask()));
    }
    line(text, "State", view.state() + " " + word(view.state()));
    line(text, "Tgid", process.pid());
    line(text, "Ngid", 0);
    line(text, "Pid", view.id());
    line(text, "PPid", process.ppid());
    line(text, "TracerPid", 0);
    line(text, "Uid", four(view.credentials().users()));
    line(text, "Gid", four(view.credentials().groupIds()));
    line(text, "FDSize", Math.max(64, tableSize(process)));
    StringBuilder groups = new StringBuilder();
    for (int group : view.credentials().groups()) {
      groups.append(group).append(' ');
    }
    line(text, "Groups", groups.isEmpty() ? " " : groups.toString());
    line(text, "NStgid", process.pid());
    line(text, "NSpid", view.id());
    line(text, "NSpgid", process.pgid());
    line(text, "NSsid", process.sid());
  }

  private static String four(Ids ids) {
    return ids.real() + "\t" + ids.effective() + "\t" + ids.saved() + "\t" + ids.filesystem();
  }

  /** Linux's table of descriptors has a power of two of places. */
  private static int tableSize(GuestProcess process) {
    int most = 0;
    for (int fd : process.files().entries().keySet()) {
      most = Math.max(most, fd);
    }
    return Integer.highestOneBit(most) * 2;
  }

  private static String escaped(String name) {
    return name.replace("\\", "\\\\").replace("\n", "\\n");
  }

  private static String word(char state) {
    return switch (state) {
      case 'R' -> "(running)";
      case 'S' -> "(sleeping)";
      case 'T' -> "(stopped)";
      default -> "(zombie)";
    };
  }

  private static void memory(StringBuilder text, ProcessView view) {
    MemoryMap map = view.memoryMap();
    long resident = StatText.resident(view, map);
    long code = map.code(view.process().executable());
    kib(text, "VmPeak", map.size());
    kib(text, "VmSize", map.size());
    kib(text, "VmLck", 0);
    kib(text, "VmPin", 0);
    kib(text, "VmHWM", resident);
    kib(text, "VmRSS", resident);
    kib(text, "RssAnon", Math.max(0, resident - map.residentFiles()));
    kib(text, "RssFile", Math.min(resident, map.residentFiles()));
    kib(text, "RssShmem", 0);
    kib(text, "VmData", map.data() - map.stack());
    kib(text, "VmStk", map.stack());
    kib(text, "VmExe", code);
    kib(text, "VmLib", map.allCode() - code);
    kib(text, "VmPTE", 0);
    kib(text, "VmSwap", 0);
    kib(text, "HugetlbPages", 0);
    text.append("CoreDumping:\t0\nTHP_enabled:\t1\n");
  }

  private static void signals(StringBuilder text, ProcessView view) {
    line(text, "Threads", Math.max(1, view.threads()));
    ProcessSignals signals = view.process().signals();
    Task thread = view.thread();
    line(text, "SigQ", signals.pendingCount() + "/" + view.process().limits().soft(11));
    hex(text, "SigPnd", thread == null ? 0 : thread.signals().pendingMask());
    hex(text, "ShdPnd", signals.pendingMask());
    hex(text, "SigBlk", thread == null ? 0 : thread.signals().mask());
    hex(text, "SigIgn", signals.ignored());
    hex(text, "SigCgt", signals.caught());
  }

  private static void capabilities(StringBuilder text, Credentials credentials) {
    hex(text, "CapInh", credentials.inheritable());
    hex(text, "CapPrm", credentials.permitted());
    hex(text, "CapEff", credentials.effective());
    hex(text, "CapBnd", credentials.bounding());
    hex(text, "CapAmb", credentials.ambient());
  }

  private static void affinity(StringBuilder text, ProcessView view) {
    int cpus = view.kernel().config().cpus();
    BitSet set = new BitSet();
    set.set(0, cpus);
    if (view.thread() != null) {
      set = view.thread().scheduling().affinity();
    }
    line(text, "Cpus_allowed", CpuFiles.mask(set, cpus));
    line(text, "Cpus_allowed_list", CpuFiles.list(set));
  }

  private static void line(StringBuilder text, String name, Object value) {
    text.append(name).append(":\t").append(value).append('\n');
  }

  private static void hex(StringBuilder text, String name, long value) {
    line(text, name, String.format(Locale.ROOT, "%016x", value));
  }

  private static void kib(StringBuilder text, String name, long bytes) {
    line(text, name, String.format(Locale.ROOT, "%8d kB", bytes >> 10));
  }

  private StatusText() {}
}
