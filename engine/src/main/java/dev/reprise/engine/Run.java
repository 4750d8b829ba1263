package dev.reprise.engine;

import dev.reprise.Change;
import dev.reprise.Command;
import dev.reprise.FastPathMode;
import dev.reprise.LogLevel;
import dev.reprise.Moment;
import dev.reprise.Parallel;
import dev.reprise.RepriseException;
import dev.reprise.RepriseException.Kind;
import dev.reprise.RunConfig;
import dev.reprise.RunControl;
import dev.reprise.RunResult;
import dev.reprise.container.Container;
import dev.reprise.container.ContainerException;
import dev.reprise.container.ContainerSpec;
import dev.reprise.guest.BorrowedFiles;
import dev.reprise.guest.FastPath;
import dev.reprise.guest.ForeseenCalls;
import dev.reprise.guest.NamedFiles;
import dev.reprise.guest.SeccompFilter;
import dev.reprise.kernel.Foresight;
import dev.reprise.kernel.Kernel;
import dev.reprise.kernel.KernelConfig;
import dev.reprise.kernel.KernelListener;
import dev.reprise.kernel.Task;
import dev.reprise.kernel.time.VirtualClock;
import dev.reprise.linux.ByteText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** One run, from the container's making to its end, on the thread which calls {@link #execute}. */
final class Run {
  private static final int FIRST_PID = 2;

  /** Guests are never shown what really is in that directory. */
  private static final String SHARED_FILE = "/dev/pts/calls";

  private final Command command;
  private final RunConfig config;
  private final Conditions conditions;
  private final Observers observers;
  private final Transfers transfers;
  private final HostConsole console;
  private final RunControl control;
  private final Interruption interruption = new Interruption();
  private final BorrowedFiles borrowed = new BorrowedFiles();
  private final NamedFiles named = new NamedFiles(borrowed);
  private String identity = "";

  Run(Command command, Conditions conditions, Observers observers, RunControl control)
      throws RepriseException {
    this.command = command;
    this.config = command.config();
    this.conditions = conditions;
    this.observers = observers;
    this.control = control;
    this.transfers = observers.transfers();
    Allowed.require(config.allow());
    try {
      this.console = new HostConsole(config, interruption);
    } catch (IOException e) {
      throw new RepriseException(
          Kind.BAD_INPUT, "standard input cannot be read: " + HostErrors.reason(e), e);
    }
  }

  RunResult execute() throws RepriseException {
    OutputPaths.require(config);
    Pinning pinning = Pinning.apply(conditions);
    try (EngineLog opened =
        new EngineLog(config.logLevel(), config.logFile(), observers::message)) {
      return inContainer(opened, pinning);
    }
  }

  private RunResult inContainer(EngineLog engineLog, Pinning pinning) throws RepriseException {
    ContainerSpec spec = ContainerSpecs.of(command, conditions);
    if (engineLog.wants(LogLevel.INFO)) {
      engineLog.info("run " + RunDigest.of(command) + ": " + command.program());
    }
    if (engineLog.wants(LogLevel.DEBUG)) {
      // The text of a record this large takes the JVM tens of milliseconds to learn to make.
      engineLog.debug("container: " + spec);
    }
    try (StallTimer stallTimer = interruption.stallTimer();
        Container container =
            Container.start(spec, launcher -> Surroundings.apply(launcher, conditions));
        WallTimer timer = new WallTimer(config.wallTimeout(), interruption)) {
      engineLog.debug(
          "process 2 of the container is process " + container.guest().tgid() + " of the host");
      control.attach(interruption);
      return execute(container, engineLog, pinning);
    } catch (ContainerException e) {
      throw new RepriseException(Kind.HOST, String.valueOf(e.getMessage()), e);
    } finally {
      control.detach();
      named.close();
      borrowed.close();
      interruption.close();
      console.close();
    }
  }

  private RunResult execute(Container container, EngineLog engineLog, Pinning pinning)
      throws RepriseException {
    // Not before the container is made: the JVM may still be getting its digests ready meanwhile.
    identity = RunDigest.of(command);
    EventLog log = new EventLog(transfers, observers.log());
    config.allow().forEach(log::allowed);
    FirstProcess first = new FirstProcess(container.guest());
    first.prepareStreams(console);
    final SeccompFilter filter = first.prepare(config.allow());
    Stacks stacks = new Stacks(path -> container.hostView(ByteText.ofLatin(path)));
    StallTimer stallTimer = interruption.stallTimer();
    stallTimer.onCircling(new CirclingReport(stacks, engineLog::warn)::seen);
    stallTimer.vary(conditions.noise());
    List<KernelListener> listeners = new ArrayList<>(List.of(log));
    addLogging(listeners, engineLog);
    listeners.addAll(observers.listeners());
    Schedules schedules = new Schedules(config);
    Kernel kernel =
        new Kernel(
            kernelConfig(container),
            schedules.scheduler(),
            new Listeners(listeners),
            new SiteStore(SiteCache.ofUser()),
            new FlagStore());
    kernel.setOutside(interruption);
    kernel.files().setHostMounts(container::isReadOnly);
    List<Moments> moments = addMoments(kernel, stacks, listeners);
    observers.started(kernel, stacks);
    if (config.fastPath() != FastPathMode.OFF) {
      container.guest().fast().use(fastPath(container, filter));
    }
    PtraceThread thread =
        observers.metered(
            new PtraceThread(
                container.guest(),
                transfers,
                interruption,
                new CodeWriter(),
                new MappingsReader(),
                borrowed,
                named,
                pinning,
                new Upgrades(config.fastPath(), pinning)));
    if (config.parallel() == Parallel.ON
        || (config.parallel() == Parallel.AUTO && pinning.hasSeveralCores())) {
      kernel.letRunSideBySide(new Changeable(config, container.places(), guestProgram(container)));
    }
    Task task = kernel.processes().start(FIRST_PID, thread, container.guestWorkdir());
    kernel.console().attach(task.process(), console);
    String path = first.exec(task, guestProgram(container), command, new Environment(config));
    if (thread.isGivenUp()) {
      kernel.processes().givenUp(task);
    } else {
      kernel.processes().execed(task, path);
    }
    engineLog.info("executes " + path + " in " + container.guestWorkdir());
    RunResult result = run(kernel, log, stacks, container, schedules);
    moments.forEach(moment -> moment.warnIfAhead(result.events(), engineLog));
    engineLog.info(
        result.outcome() + " after " + result.events() + " events, digest " + result.digest());
    return result;
  }

  private static void addLogging(List<KernelListener> listeners, EngineLog engineLog) {
    if (engineLog.wants(LogLevel.TRACE)) {
      listeners.add(new CallPrinter(engineLog::trace));
    } else if (engineLog.wants(LogLevel.DEBUG)) {
      listeners.add(new ProcessLog(engineLog));
    }
  }

  private static FastPath fastPath(Container container, SeccompFilter filter) {
    return new FastPath(
        FirstProcess.FAST_PATH,
        filter,
        new ForeseenCalls(Foresight.CONSTANT, (int) VirtualClock.EVENT_NANOS),
        container.hostView(SHARED_FILE),
        (SHARED_FILE + "\0").getBytes(StandardCharsets.US_ASCII));
  }

  /** A program that the user names by its place on the host may have another one in the guest. */
  private String guestProgram(Container container) {
    Path program = ByteText.path(command.program());
    return program.isAbsolute() && Files.exists(program)
        ? container.guestPath(program)
        : command.program();
  }

  private List<Moments> addMoments(Kernel kernel, Stacks stacks, List<KernelListener> listeners)
      throws RepriseException {
    List<Moments> moments = new ArrayList<>();
    Moment stackAt = config.stackAt();
    if (stackAt != null) {
      moments.add(
          new Moments(
              own(stackAt),
              () ->
                  observers.message(
                      "at " + now(kernel) + ":\n" + stacks.describe(kernel.tasks()))));
    }
    Moment stopAt = config.stopAt();
    if (stopAt != null) {
      moments.add(
          new Moments(
              own(stopAt),
              () -> {
                throw new StopRequested(stopAt.event());
              }));
    }
    listeners.addAll(moments);
    return moments;
  }

  /** A moment which the user has named. */
  private Moment own(Moment moment) throws RepriseException {
    if (!moment.isOf(identity)) {
      throw new RepriseException(
          Kind.BAD_INPUT,
          moment
              + " is a moment of a run of another command or other options; this one is "
              + new Moment(identity, moment.event()));
    }
    return moment;
  }

  private Moment now(Kernel kernel) {
    return new Moment(identity, kernel.events());
  }

  private RunResult run(
      Kernel kernel, EventLog log, Stacks stacks, Container container, Schedules schedules)
      throws RepriseException {
    Ending ending;
    try {
      ending = Ending.of(kernel, scene(kernel, stacks));
    } finally {
      schedules.save();
    }
    return new RunResult(
        ending.outcome(),
        ending.message(),
        ending.status(),
        console.captured(1),
        console.captured(2),
        identity,
        log.digest(),
        kernel.events(),
        Duration.ofNanos(kernel.clock().elapsedNanos()),
        changes(container));
  }

  private Ending.Scene scene(Kernel kernel, Stacks stacks) {
    return new Ending.Scene() {
      @Override
      public Moment now() {
        return Run.this.now(kernel);
      }

      @Override
      public boolean expired() {
        return interruption.isExpired();
      }

      @Override
      public String describe(List<Task> tasks) {
        return stacks.describe(tasks);
      }
    };
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

  private KernelConfig kernelConfig(Container container) {
    Duration timeout = config.timeout();
    return new KernelConfig(
        config.epoch().getEpochSecond() * 1_000_000_000L + config.epoch().getNano(),
        config.rngSeed(),
        config.hostname(),
        config.cpus(),
        config.memoryBytes(),
        config.user().uid(),
        config.user().gid(),
        config.network() == dev.reprise.Network.LOCAL,
        container.places().stream()
            .map(
                place ->
                    new KernelConfig.Mount(ByteText.latin(place.guestPath()), place.readOnly()))
            .toList(),
        config.fileAccess() == dev.reprise.FileAccess.DIRECT,
        config.fileTimes() == dev.reprise.FileTimes.HOST,
        timeout == null ? Long.MAX_VALUE : timeout.toNanos(),
        Set.copyOf(config.allow()));
  }
}
