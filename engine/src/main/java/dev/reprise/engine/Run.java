package dev.reprise.engine;

import dev.reprise.Change;
import dev.reprise.Command;
import dev.reprise.ExitStatus;
import dev.reprise.Outcome;
import dev.reprise.RepriseException;
import dev.reprise.RepriseException.Kind;
import dev.reprise.RunConfig;
import dev.reprise.RunControl;
import dev.reprise.RunResult;
import dev.reprise.container.Container;
import dev.reprise.container.ContainerException;
import dev.reprise.kernel.Deadlock;
import dev.reprise.kernel.EndedFromOutside;
import dev.reprise.kernel.Kernel;
import dev.reprise.kernel.KernelConfig;
import dev.reprise.kernel.KernelListener;
import dev.reprise.kernel.Refused;
import dev.reprise.kernel.Task;
import dev.reprise.kernel.TimedOut;
import dev.reprise.kernel.sched.ScheduleMismatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** One run, from the container's making to its end, on the thread which calls {@link #execute}. */
final class Run {
  private static final int FIRST_PID = 2;

  private final Command command;
  private final RunConfig config;
  private final Conditions conditions;
  private final Observers observers;
  private final Transfers transfers;
  private final EventLog log;
  private final HostConsole console;
  private final RunControl control;
  private final Interruption interruption = new Interruption();

  Run(Command command, Conditions conditions, Observers observers, RunControl control)
      throws RepriseException {
    this.command = command;
    this.config = command.config();
    this.conditions = conditions;
    this.observers = observers;
    this.control = control;
    this.transfers = observers.transfers();
    this.log = new EventLog(transfers, observers.log());
    try {
      this.console = new HostConsole(config, interruption);
    } catch (IOException e) {
      throw new RepriseException(Kind.BAD_INPUT, "the input cannot be read: " + e, e);
    }
  }

  RunResult execute() throws RepriseException {
    Pinning.apply(conditions);
    try (Container container =
        Container.start(ContainerSpecs.of(command, conditions));
        WallTimer timer = new WallTimer(config.wallTimeout(), interruption)) {
      control.attach(interruption);
      return execute(container);
    } catch (ContainerException e) {
      throw new RepriseException(Kind.HOST, String.valueOf(e.getMessage()), e);
    } finally {
      control.detach();
    }
  }

  private RunResult execute(Container container) throws RepriseException {
    FirstProcess first = new FirstProcess(container.guest());
    first.prepareStreams(console);
    first.prepare();
    Stacks stacks = new Stacks(path -> container.hostView(path).toString());
    List<KernelListener> listeners = new ArrayList<>(List.of(log));
    listeners.addAll(observers.listeners());
    Schedules schedules = new Schedules(config);
    Kernel kernel =
        new Kernel(
            kernelConfig(),
            schedules.scheduler(),
            new Listeners(listeners),
            new SiteStore(SiteCache.ofUser()));
    kernel.setOutside(interruption);
    addMoments(kernel, stacks, listeners);
    observers.started(kernel, stacks);
    PtraceThread thread =
        new PtraceThread(container.guest(), transfers, interruption, new CodeWriter());
    Task task = kernel.processes().start(FIRST_PID, thread, container.guestWorkdir());
    kernel.console().attach(task.process(), console);
    String path =
        first.exec(task, guestProgram(container), command, new Environment(config));
    kernel.processes().execed(task, path);
    RunResult result = run(kernel, stacks, container);
    schedules.save();
    return result;
  }

  /** A program that the user names by its place on the host may have another one in the guest. */
  private String guestProgram(Container container) {
    Path program = Path.of(command.program());
    return program.isAbsolute() && Files.exists(program)
        ? container.guestPath(program)
        : command.program();
  }

  private void addMoments(Kernel kernel, Stacks stacks, List<KernelListener> listeners) {
    config
        .stackAt()
        .ifPresent(
            event ->
                listeners.add(
                    new Moments(event, () -> print(event, stacks.describe(kernel.tasks())))));
    config
        .stopAt()
        .ifPresent(
            event ->
                listeners.add(
                    new Moments(
                        event,
                        () -> {
                          throw new StopRequested(event);
                        })));
  }

  private void print(long event, String stacks) {
    observers.message("at event " + event + ":\n" + stacks);
  }

  private RunResult run(Kernel kernel, Stacks stacks, Container container)
      throws RepriseException {
    Outcome outcome;
    String message = null;
    ExitStatus status = ExitStatus.signaled(9);
    try {
      kernel.run();
      status = new ExitStatus(kernel.processes().first().waitStatus());
      outcome = status.isSignaled() ? Outcome.SIGNALED : Outcome.EXITED;
    } catch (Deadlock deadlock) {
      outcome = Outcome.DEADLOCK;
      message = deadlock.getMessage() + "\n" + stacks.describe(deadlock.tasks());
    } catch (Refused refused) {
      outcome = Outcome.REFUSED;
      message = refused.getMessage() + " (--allow " + refused.feature() + " lets it through)";
    } catch (TimedOut timedOut) {
      outcome = Outcome.TIMEOUT;
      message = timedOut.getMessage() + "\n" + stacks.describe(kernel.tasks());
    } catch (EndedFromOutside ended) {
      outcome = interruption.isExpired() ? Outcome.TIMEOUT : Outcome.INTERRUPTED;
      if (interruption.isExpired()) {
        message = "the limit of real time was reached\n" + stacks.describe(kernel.tasks());
      }
    } catch (ScheduleMismatch mismatch) {
      throw new RepriseException(
          Kind.BAD_INPUT, "at event " + kernel.events() + ": " + mismatch.getMessage(), mismatch);
    } catch (StopRequested stop) {
      outcome = Outcome.STOPPED;
      message = stop.getMessage() + "\n" + stacks.describe(kernel.tasks());
    }
    return new RunResult(
        outcome,
        message,
        status,
        console.captured(1),
        console.captured(2),
        log.digest(),
        kernel.events(),
        Duration.ofNanos(kernel.clock().elapsedNanos()),
        changes(container));
  }

  private List<Change> changes(Container container) throws RepriseException {
    try {
      observers.ended(container);
      if (config.commit() != null) {
        container.commit(config.commit());
      }
      return config.listChanges() ? Changes.of(container) : List.of();
    } catch (IOException e) {
      throw new RepriseException(Kind.HOST, "the changed files cannot be read: " + e, e);
    }
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
}
