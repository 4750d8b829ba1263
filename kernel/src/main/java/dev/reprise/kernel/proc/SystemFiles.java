package dev.reprise.kernel.proc;

import dev.reprise.kernel.Kernel;
import dev.reprise.kernel.Task;
import dev.reprise.kernel.identity.Machine;
import dev.reprise.kernel.ipc.IpcText;
import dev.reprise.kernel.time.VirtualClock;
import org.jspecify.annotations.Nullable;

/** The files in {@code /proc} which tell of the machine and change as the run goes on. */
final class SystemFiles implements FileSet.Generator {
  private static final long SECOND = 1_000_000_000L;
  private static final long TICK_NANOS = 10_000_000L;

  private static final String[] NAMES = {
    "cpuinfo",
    "loadavg",
    "meminfo",
    "stat",
    "sysvipc/msg",
    "sysvipc/sem",
    "sysvipc/shm",
    "uptime",
    "version",
    "vmstat",
  };

  private final Kernel kernel;
  private final Machine machine;

  SystemFiles(Kernel kernel) {
    this.kernel = kernel;
    this.machine = new Machine(kernel);
  }

  void addTo(FileSet files) {
    files.generated(NAMES);
  }

  @Override
  public @Nullable String content(String path, Task task) {
    return switch (path) {
      case "cpuinfo" -> CpuInfo.text(machine.cpus());
      case "loadavg" -> loadAverage();
      case "meminfo" -> MemoryInfo.text(machine);
      case "stat" -> stat();
      case "sysvipc/msg" -> IpcText.queues(kernel.ipc());
      case "sysvipc/sem" -> IpcText.semaphores(kernel.ipc());
      case "sysvipc/shm" -> IpcText.sharedMemory(kernel.ipc(), task);
      case "uptime" -> uptime();
      case "version" -> version();
      case "vmstat" -> MemoryInfo.statistics(machine);
      default -> null;
    };
  }

  private static String version() {
    return "Linux version "
        + Machine.RELEASE
        + " (reprise@reprise) (gcc 12.2.0, GNU ld 2.40) "
        + Machine.VERSION
        + "\n";
  }

  private String uptime() {
    long idle = kernel.clock().monotonicNanos() * machine.cpus() - busyNanos();
    return hundredths(kernel.clock().monotonicNanos()) + " " + hundredths(idle) + "\n";
  }

  private long busyNanos() {
    return kernel.events() * VirtualClock.EVENT_NANOS;
  }

  private static String hundredths(long nanos) {
    long part = nanos % SECOND / TICK_NANOS;
    return nanos / SECOND + "." + part / 10 + part % 10;
  }

  private int running() {
    int running = 0;
    for (Task task : kernel.tasks()) {
      running += task.state() == Task.State.RUNNABLE ? 1 : 0;
    }
    return running;
  }

  private int lastTid() {
    int last = 0;
    for (Task task : kernel.tasks()) {
      last = Math.max(last, task.tid());
    }
    return last;
  }

  private String loadAverage() {
    return "0.00 0.00 0.00 " + running() + "/" + kernel.tasks().size() + " " + lastTid() + "\n";
  }

  /** All work was done by the first CPU, in user mode. */
  private String stat() {
    long all = kernel.clock().monotonicNanos() / TICK_NANOS;
    long busy = busyNanos() / TICK_NANOS;
    StringBuilder text = new StringBuilder();
    text.append(cpu("cpu ", busy, all * machine.cpus() - busy));
    for (int i = 0; i < machine.cpus(); i++) {
      long own = i == 0 ? busy : 0;
      text.append(cpu("cpu" + i, own, all - own));
    }
    long boot = (kernel.clock().realtimeNanos() - kernel.clock().monotonicNanos()) / SECOND;
    text.append("intr 0\nctxt ").append(kernel.events());
    text.append("\nbtime ").append(boot);
    text.append("\nprocesses ").append(lastTid());
    text.append("\nprocs_running ").append(running());
    text.append("\nprocs_blocked 0\nsoftirq 0 0 0 0 0 0 0 0 0 0 0\n");
    return text.toString();
  }

  private static String cpu(String name, long user, long idle) {
    return name + " " + user + " 0 0 " + idle + " 0 0 0 0 0 0\n";
  }
}
