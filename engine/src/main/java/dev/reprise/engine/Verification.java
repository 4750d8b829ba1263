package dev.reprise.engine;

import dev.reprise.Command;
import dev.reprise.FastPathMode;
import dev.reprise.FileAccess;
import dev.reprise.FileTimes;
import dev.reprise.Input;
import dev.reprise.Moment;
import dev.reprise.Outcome;
import dev.reprise.Output;
import dev.reprise.RepriseException;
import dev.reprise.RunConfig;
import dev.reprise.RunControl;
import dev.reprise.RunResult;
import dev.reprise.VerifyReport;
import dev.reprise.VerifyReport.Divergence;
import dev.reprise.linux.ByteText;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Runs a command several times under different conditions, in throw-away overlays, and compares all
 * that a run puts out: both streams, the exit status, the files and every event.
 */
public final class Verification {
  /** So that neither an hour nor a weekday is the same. */
  private static final int DAYS_AHEAD = 11;

  private final Command command;
  private final RunControl control;
  private final Consumer<String> progress;

  /**
   * A verification.
   *
   * @param control reaches the run which is under way
   * @param progress receives a line before each run
   */
  public Verification(Command command, RunControl control, Consumer<String> progress)
      throws RepriseException {
    this.control = control;
    this.command = command.with(comparable(command.config()));
    this.progress = progress;
  }

  private static RunConfig comparable(RunConfig config) throws RepriseException {
    Input stdin = config.stdin();
    if (stdin instanceof Input.Inherited) {
      try {
        // Each run must read the same, so the input is read once, now.
        stdin = HostTerminal.is(0) ? Input.empty() : Input.bytes(System.in.readAllBytes());
      } catch (IOException e) {
        throw new RepriseException(
            RepriseException.Kind.BAD_INPUT, "standard input cannot be read: " + e, e);
      }
    }
    return config.toBuilder()
        .fileAccess(FileAccess.OVERLAY)
        .stdin(stdin)
        .stdout(Output.CAPTURE)
        .stderr(Output.CAPTURE)
        .build();
  }

  /** What a run put out, apart from its events. */
  private record Observed(
      RunResult result, TreeMap<String, String> files, boolean clocksWereShifted) {}

  /**
   * Runs the command {@code runs} times, from 2.
   *
   * @throws RepriseException when a run cannot take place
   */
  public VerifyReport verify(int runs) throws RepriseException {
    try {
      Path log = Files.createTempFile("reprise-verify-", ".events");
      try {
        return verify(runs, log);
      } finally {
        Files.deleteIfExists(log);
      }
    } catch (IOException e) {
      throw new RepriseException(
          RepriseException.Kind.HOST, "the event log cannot be kept: " + e, e);
    }
  }

  private VerifyReport verify(int runs, Path log) throws RepriseException, IOException {
    progress.accept("run 1: the host as it is");
    Observed first;
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(log), 1 << 16)) {
      first = run(command, Conditions.PRESENT, new Observers().log(out));
    }
    for (int i = 1; i < runs; i++) {
      VerifyReport report = again(i, first, log);
      if (!report.isEqual()) {
        return report;
      }
    }
    return new VerifyReport(first.result, runs, List.of(), null);
  }

  private VerifyReport again(int number, Observed first, Path log)
      throws RepriseException, IOException {
    boolean odd = number % 2 == 1;
    boolean timesAreInputs = command.config().fileTimes() == FileTimes.HOST;
    try (Load load = new Load();
        DirectoryCopy copy = DirectoryCopy.of(command.config().workdir(), timesAreInputs);
        EventLogReader expected = new EventLogReader(log)) {
      Conditions conditions =
          new Conditions(
              odd ? Cores.ALL : Cores.NEXT,
              odd ? 0077 : 0002,
              number,
              DAYS_AHEAD * number,
              copy == null ? null : copy.path());
      String name = "run " + (number + 1);
      progress.accept(name + ": " + conditions.describe(timesAreInputs));
      Observers observers = new Observers();
      LogComparison comparison = new LogComparison(expected, observers.transfers());
      observers.listener(comparison).onStart(comparison::started);
      Observed second = run(withWayOfCalls(odd), conditions, observers);
      if (!second.clocksWereShifted) {
        progress.accept(name + ": the host's clocks were not shifted, for it cannot do that");
      }
      return compare(number + 1, first, second, comparison);
    }
  }

  /** Unless the user has chosen, calls of further runs come by another way than the first run's. */
  private Command withWayOfCalls(boolean fast) {
    RunConfig config = command.config();
    return config.fastPath() == FastPathMode.AUTO
        ? command.with(
            config.toBuilder().fastPath(fast ? FastPathMode.ON : FastPathMode.OFF).build())
        : command;
  }

  private Observed run(Command command, Conditions conditions, Observers observers)
      throws RepriseException {
    TreeMap<String, String> files = new TreeMap<>();
    AtomicBoolean clocksWereShifted = new AtomicBoolean();
    observers.onEnd(
        container -> {
          files.putAll(WrittenFiles.of(container));
          clocksWereShifted.set(container.clocksAreShifted());
        });
    RunResult result = Runs.run(under(conditions), conditions, observers, control);
    if (result.outcome() == Outcome.INTERRUPTED) {
      throw new RepriseException(
          RepriseException.Kind.INTERRUPTED, "the verification was interrupted");
    }
    return new Observed(result, files, clocksWereShifted.get());
  }

  /** Whether processes run side by side is for the user to say in the first run alone. */
  private Command under(Conditions conditions) {
    return conditions == Conditions.PRESENT
        ? command
        : command.with(command.config().toBuilder().parallel(conditions.parallel()).build());
  }

  private VerifyReport compare(int runs, Observed first, Observed second, LogComparison comparison)
      throws RepriseException, IOException {
    if (comparison.hasDiverged()) {
      List<String> differences =
          List.of("the event logs differ from event " + comparison.event() + " on");
      return new VerifyReport(first.result, runs, differences, divergence(comparison));
    }
    List<String> differences = new ArrayList<>();
    if (comparison.hasMore()) {
      differences.add("the first run has more events");
    }
    if (first.result.outcome() != second.result.outcome()
        || !first.result.exitStatus().equals(second.result.exitStatus())) {
      differences.add(
          "the exit status differs: "
              + first.result.exitStatus().shellCode()
              + " and "
              + second.result.exitStatus().shellCode());
    }
    if (!first.result.stdout().equals(second.result.stdout())) {
      differences.add("standard output differs");
    }
    if (!first.result.stderr().equals(second.result.stderr())) {
      differences.add("standard error differs");
    }
    SortedSet<String> paths = new TreeSet<>(first.files.keySet());
    paths.addAll(second.files.keySet());
    for (String path : paths) {
      if (!Objects.equals(first.files.get(path), second.files.get(path))) {
        differences.add("the file " + ByteText.quoted(path) + " differs");
      }
    }
    return new VerifyReport(first.result, runs, differences, null);
  }

  /**
   * Runs once more under the first run's conditions, to see the guest's stack at the event there.
   */
  private Divergence divergence(LogComparison comparison) throws RepriseException {
    List<String> there = new ArrayList<>();
    EventRecord other = comparison.other();
    Observers observers = new Observers();
    MomentReport report = new MomentReport(comparison.event(), other, observers.transfers());
    observers.listener(report).onStart(report::started);
    try {
      Runs.run(command, Conditions.PRESENT, observers, control);
    } catch (RepriseException again) {
      there.add("(the event could not be reached again: " + again.getMessage() + ")");
    }
    there.addAll(report.lines());
    return new Divergence(
        new Moment(RunDigest.of(command), comparison.event()), there, comparison.here());
  }
}
