package dev.reprise.cli;

import dev.reprise.Command;
import dev.reprise.Outcome;
import dev.reprise.Reprise;
import dev.reprise.RepriseException;
import dev.reprise.RunControl;
import dev.reprise.RunResult;
import dev.reprise.engine.HostErrors;
import dev.reprise.engine.HostTerminal;
import dev.reprise.engine.OutputPaths;
import dev.reprise.linux.OwnProcess;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** {@code reprise run}: runs a program deterministically. */
final class RunCommand implements CliCommand {

  private static final Path STANDARD_ERROR = Path.of("-");

  private final RunOptions options = new RunOptions(OwnProcess::variable);
  private boolean summary;
  private @Nullable Path summaryJson;
  private @Nullable Path overhead;

  @Override
  public void describe(CommandSpec spec) {
    spec.usageMessage().description("Runs a program deterministically.");
    Program.addTo(spec);
    Help.examples(
        spec,
        "reprise run -- date",
        "reprise run --seed 3 --epoch 2030-06-01T12:00:00Z openssl rand -hex 8",
        "reprise run --fs overlay --changes -- make",
        "reprise run --timeout 10m --summary -- ./tests");
    Help.exitCodes(spec, ExitCodes.TABLE);
  }

  @Override
  public List<Options> options() {
    List<Options> groups = new ArrayList<>(options.groups());
    groups.add(
        new Options("Summary")
            .flag(
                "--summary",
                "after the run, say on standard error how it went",
                () -> summary = true)
            .value(
                "--summary-json",
                "FILE",
                "write the same to a file as JSON",
                Values::path,
                path -> summaryJson = path)
            .value(
                "--overhead",
                "FILE",
                "write where the time went to a file, or with - to standard error: for each kind of"
                    + " event how often it happened, the stops that it took, and the real time",
                text -> text.equals("-") ? STANDARD_ERROR : Values.path(text),
                path -> overhead = path));
    return groups;
  }

  @Override
  public int run(CommandLine line) throws RepriseException {
    long start = System.nanoTime();
    Command command = options.command(Program.words(line));
    if (summaryJson != null) {
      OutputPaths.requireFile("summary", summaryJson);
    }
    UserSignals signals = UserSignals.passOn(HostTerminal.is(0));
    RunResult result = run(command, signals.control(), line.getErr());
    Duration wallTime = Duration.ofNanos(System.nanoTime() - start);
    Report report = new Report(result, wallTime);
    report.printEnd(line.getErr());
    report.printChanges(line.getErr());
    if (summary) {
      report.printSummary(line.getErr());
    }
    if (summaryJson != null) {
      report.writeJson(summaryJson);
    }
    return result.outcome() == Outcome.INTERRUPTED ? signals.exitCode() : ExitCodes.of(result);
  }

  private RunResult run(Command command, RunControl control, PrintWriter err)
      throws RepriseException {
    Path file = overhead;
    if (file == null) {
      return Reprise.run(command, control);
    }
    if (file.equals(STANDARD_ERROR)) {
      RunResult result = Reprise.measure(command, control, err::println);
      err.flush();
      return result;
    }
    OutputPaths.requireFile("table", file);
    List<String> lines = new ArrayList<>();
    RunResult result = Reprise.measure(command, control, lines::add);
    try {
      Files.write(file, lines);
    } catch (IOException e) {
      throw new RepriseException(
          RepriseException.Kind.HOST,
          "cannot write the table to " + file + ": " + HostErrors.reason(e),
          e);
    }
    return result;
  }

  @Override
  public boolean showsTraces() {
    return options.showsTraces();
  }
}
