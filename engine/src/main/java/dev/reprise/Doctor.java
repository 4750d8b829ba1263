package dev.reprise;

import dev.reprise.Finding.Verdict;
import dev.reprise.container.Container;
import dev.reprise.container.ContainerException;
import dev.reprise.container.ContainerSpec;
import dev.reprise.linux.Linux;
import dev.reprise.linux.Nr;
import dev.reprise.linux.ReadsHost;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Looks at what this host offers to runs. What can be tried is tried, because settings alone do not
 * tell what a security module or a surrounding container forbids.
 */
@ReadsHost("The host is what the report is about; no run depends on it.")
public final class Doctor {

  /** arch_prctl(2): allow or forbid the cpuid instruction; ENODEV where it cannot be forbidden. */
  private static final int ARCH_SET_CPUID = 0x1012;

  /** An overlay beneath another and in a user namespace needs Linux 5.11. */
  private static final int OLDEST_KERNEL = 511;

  private Doctor() {}

  /** Looks at everything; takes some tens of milliseconds. */
  public static DoctorReport report() {
    List<Finding> findings = new ArrayList<>();
    findings.add(kernel());
    ContainerSpec.Builder spec = ContainerSpec.in(Path.of("/"));
    Finding workdir = container("namespaces, ptrace, seccomp", spec.build());
    findings.add(workdir);
    if (workdir.verdict() == Verdict.OK) {
      findings.add(container("overlay file system", spec.writable(Path.of("/usr")).build()));
    }
    findings.add(cpuid());
    findings.add(counters());
    findings.add(cores());
    return new DoctorReport(workdir.verdict() == Verdict.OK, findings);
  }

  private static Finding kernel() {
    String release = System.getProperty("os.version", "unknown");
    String found = System.getProperty("os.name", "?") + " " + release;
    return isOld(release)
        ? new Finding(Verdict.LIMITED, "kernel", found, "Linux 5.11 or later is tested.")
        : new Finding(Verdict.OK, "kernel", found, "");
  }

  private static boolean isOld(String release) {
    String[] parts = release.split("[^0-9]+", 3);
    return parts.length < 2
        || parts[0].isEmpty()
        || Integer.parseInt(parts[0]) * 100 + Integer.parseInt(parts[1]) < OLDEST_KERNEL;
  }

  private static Finding container(String feature, ContainerSpec spec) {
    try (Container _ = Container.start(spec)) {
      return new Finding(Verdict.OK, feature, "offered", "");
    } catch (ContainerException e) {
      return new Finding(Verdict.MISSING, feature, "refused", String.valueOf(e.getMessage()));
    }
  }

  private static Finding cpuid() {
    String feature = "cpuid faulting";
    return Linux.call(Nr.ARCH_PRCTL, ARCH_SET_CPUID, 1) == 0
        ? new Finding(Verdict.OK, feature, "offered", "")
        : new Finding(
            Verdict.LIMITED,
            feature,
            "not offered",
            "Code of ours stands for cpuid instead, in files and in the first code that a program"
                + " makes while it runs; such code made later sees the real processor.");
  }

  private static Finding counters() {
    boolean present = Files.exists(Path.of("/sys/bus/event_source/devices/cpu"));
    return new Finding(
        Verdict.OK,
        "performance counters",
        present ? "present" : "absent",
        present
            ? "Not used; by counting instructions, loops that count while they wait could be stopped."
            : "Not needed; loops that wait are recognized without, unless they count.");
  }

  private static Finding cores() {
    int cores = Runtime.getRuntime().availableProcessors();
    return new Finding(
        Verdict.OK,
        "cores",
        Integer.toString(cores),
        "Processes use them side by side, whatever --cpus shows.");
  }
}
