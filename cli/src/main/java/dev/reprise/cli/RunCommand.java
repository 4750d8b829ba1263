package dev.reprise.cli;

import dev.reprise.Command;
import dev.reprise.Outcome;
import dev.reprise.Reprise;
import dev.reprise.RepriseException;
import dev.reprise.RunResult;
import dev.reprise.engine.HostTerminal;
import dev.reprise.engine.OutputPaths;
import dev.reprise.linux.OwnProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** {@code reprise run}: runs a program deterministically. */
final class RunCommand implements CliCommand {

  private final RunOptions options = new RunOptions(OwnProcess::variable);
  private boolean summary;
  private @Nullable Path summaryJson;

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
                path -> summaryJson = path));
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
    RunResult result = Reprise.run(command, signals.control());
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

  @Override
  public boolean showsTraces() {
    return options.showsTraces();
  }
}
