package dev.reprise.cli;

import dev.reprise.Command;
import dev.reprise.Outcome;
import dev.reprise.Reprise;
import dev.reprise.RepriseException;
import dev.reprise.RepriseException.Kind;
import dev.reprise.RunResult;
import dev.reprise.engine.HostErrors;
import dev.reprise.engine.HostTerminal;
import dev.reprise.linux.OwnProcess;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** {@code reprise strace}: prints a program's system calls. */
final class StraceCommand implements CliCommand {

  private final RunOptions options = new RunOptions(OwnProcess::variable);
  private @Nullable Path output;
  private boolean observe;

  @Override
  public void describe(CommandSpec spec) {
    spec.usageMessage()
        .description(
            "Runs a program and prints its system calls, those of all its processes and threads, with"
                + " the number of the event and the id of the thread: deterministically, so that two"
                + " traces can be compared, or only looked at.");
    Program.addTo(spec);
    Help.examples(
        spec, "reprise strace -- ls", "reprise strace -o trace.txt --observe -- make -j2");
    Help.exitCodes(spec, ExitCodes.TABLE);
  }

  @Override
  public List<Options> options() {
    List<Options> groups = new ArrayList<>();
    groups.add(
        new Options("Tracing")
            .value(
                "-o --output",
                "FILE",
                "where the trace goes (default: standard error)",
                Values::path,
                path -> output = path)
            .flag(
                "--observe",
                "let the host run the program as it does without Reprise, and only look",
                () -> observe = true)
            .flag("-f", "follow children: always so, accepted out of habit", () -> {}));
    groups.addAll(options.groups());
    return groups;
  }

  @Override
  public int run(CommandLine line) throws RepriseException {
    Command command = options.command(Program.words(line));
    Path file = output;
    if (file == null) {
      return trace(command, line.getErr(), line.getErr());
    }
    try (PrintWriter lines =
        new PrintWriter(Files.newBufferedWriter(file, StandardCharsets.UTF_8))) {
      int code = trace(command, lines, line.getErr());
      if (lines.checkError()) {
        throw new RepriseException(Kind.HOST, "the trace cannot be written to " + file);
      }
      return code;
    } catch (IOException e) {
      throw new RepriseException(
          Kind.BAD_INPUT,
          "the trace cannot be written to " + file + ": " + HostErrors.reason(e),
          e);
    }
  }

  private int trace(Command command, PrintWriter lines, PrintWriter err) throws RepriseException {
    UserSignals signals = UserSignals.passOn(HostTerminal.is(0));
    if (observe) {
      return Reprise.observe(command, signals.control(), lines::println).shellCode();
    }
    RunResult result = Reprise.strace(command, signals.control(), lines::println);
    lines.flush();
    new Report(result, java.time.Duration.ZERO).printEnd(err);
    return result.outcome() == Outcome.INTERRUPTED ? signals.exitCode() : ExitCodes.of(result);
  }

  @Override
  public boolean showsTraces() {
    return options.showsTraces();
  }
}
