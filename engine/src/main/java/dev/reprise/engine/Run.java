package dev.reprise.engine;

import dev.reprise.Bytes;
import dev.reprise.Command;
import dev.reprise.ExitStatus;
import dev.reprise.FileAccess;
import dev.reprise.Outcome;
import dev.reprise.RepriseException;
import dev.reprise.RunConfig;
import dev.reprise.RunResult;
import dev.reprise.ScheduleStrategy;
import dev.reprise.container.Container;
import dev.reprise.container.ContainerException;
import dev.reprise.container.ContainerSpec;
import dev.reprise.container.Mount;
import dev.reprise.container.RootMode;
import dev.reprise.kernel.Deadlock;
import dev.reprise.kernel.Kernel;
import dev.reprise.kernel.KernelConfig;
import dev.reprise.kernel.Refused;
import dev.reprise.kernel.Task;
import dev.reprise.kernel.TimedOut;
import dev.reprise.kernel.fd.KernelFile;
import dev.reprise.kernel.sched.RoundRobin;
import dev.reprise.kernel.sched.Scheduler;
import dev.reprise.kernel.sched.SeededRandom;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** One run, from the container's making to its end, on the thread which calls {@link #execute}. */
public final class Run {
  private static final int FIRST_PID = 2;

  private final Command command;
  private final RunConfig config;
  private final EventLog log = new EventLog(null);

  public Run(Command command) {
    this.command = command;
    this.config = command.config();
  }

  public RunResult execute() throws RepriseException {
    Pinning.pinToCurrentCore();
    try (Container container = Container.start(containerSpec())) {
      return execute(container);
    } catch (ContainerException e) {
      throw new RepriseException(RepriseException.Kind.HOST, String.valueOf(e.getMessage()), e);
    }
  }

  private RunResult execute(Container container) throws RepriseException {
    FirstProcess first = new FirstProcess(container.guest());
    first.prepare();
    Kernel kernel = new Kernel(kernelConfig(), scheduler(), log);
    PtraceThread thread = new PtraceThread(container.guest());
    Task task = kernel.processes().start(FIRST_PID, thread, container.guestWorkdir());
    for (int fd = 0; fd < 3; fd++) {
      task.process().files().put(kernel, fd, new KernelFile("/dev/stdio", 2), false);
    }
    String path =
        first.exec(task, command.program(), command.arguments(), new Environment(config));
    kernel.processes().execed(task, path);
    return run(kernel);
  }

  private RunResult run(Kernel kernel) {
    try {
      kernel.run();
      ExitStatus status = new ExitStatus(kernel.processes().first().waitStatus());
      Outcome outcome = status.isSignaled() ? Outcome.SIGNALED : Outcome.EXITED;
      return result(kernel, outcome, null, status);
    } catch (Deadlock deadlock) {
      return result(kernel, Outcome.DEADLOCK, describe(deadlock), ExitStatus.signaled(9));
    } catch (Refused refused) {
      String message =
          refused.getMessage() + " (--allow " + refused.feature() + " lets it through)";
      return result(kernel, Outcome.REFUSED, message, ExitStatus.signaled(9));
    } catch (TimedOut timedOut) {
      return result(kernel, Outcome.TIMEOUT, timedOut.getMessage(), ExitStatus.signaled(9));
    }
  }

  private static String describe(Deadlock deadlock) {
    StringBuilder text = new StringBuilder(String.valueOf(deadlock.getMessage()));
    for (Task task : deadlock.tasks()) {
      text.append("\n  ").append(task).append(" waits for ").append(task.waitReason());
    }
    return text.toString();
  }

  private RunResult result(
      Kernel kernel,
      Outcome outcome,
      @org.jspecify.annotations.Nullable String message,
      ExitStatus status) {
    return new RunResult(
        outcome,
        message,
        status,
        new Bytes(new byte[0]),
        new Bytes(new byte[0]),
        log.digest(),
        kernel.events(),
        Duration.ofNanos(kernel.clock().elapsedNanos()),
        List.of());
  }

  private Scheduler scheduler() {
    return config.schedule() == ScheduleStrategy.RANDOM
        ? new SeededRandom(config.schedSeed())
        : new RoundRobin();
  }

  private KernelConfig kernelConfig() {
    Duration timeout = config.timeout();
    return new KernelConfig(
        config.epoch().getEpochSecond() * 1_000_000_000L + config.epoch().getNano(),
        config.rngSeed(),
        config.hostname(),
        config.cpus(),
        config.memoryBytes(),
        config.user().uid(),
        config.fileTimes() == dev.reprise.FileTimes.HOST,
        timeout == null ? Long.MAX_VALUE : timeout.toNanos(),
        Set.copyOf(config.allow()));
  }

  private ContainerSpec containerSpec() {
    ContainerSpec.Builder spec =
        ContainerSpec.in(config.workdir())
            .rootMode(rootMode(config.fileAccess()))
            .hostname(config.hostname())
            .ids(config.user().uid(), config.user().gid());
    for (dev.reprise.Mount mount : config.mounts()) {
      spec.mount(new Mount(mount.host(), mount.guest().toString(), mount.readOnly()));
    }
    Path tmp = config.tmp();
    if (tmp != null) {
      spec.hostTmp(tmp);
    }
    if (command.program().contains("/")) {
      spec.alsoVisible(config.workdir().resolve(command.program()).normalize());
    }
    return spec.build();
  }

  private static RootMode rootMode(FileAccess access) {
    return switch (access) {
      case WORKDIR -> RootMode.WORKDIR;
      case OVERLAY -> RootMode.OVERLAY;
      case DIRECT -> RootMode.DIRECT;
    };
  }
}
