package dev.reprise.cli;

import dev.reprise.Reprise;
import dev.reprise.RepriseException;
import dev.reprise.VerifyReport;
import dev.reprise.VerifyReport.Divergence;
import dev.reprise.linux.OwnProcess;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** {@code reprise verify}: runs a program again under other conditions and compares. */
final class VerifyCommand implements CliCommand {

  private static final String[][] EXIT_CODES = {
    {"0", "all runs were equal"},
    {"1", "two runs differed; the first difference is shown"},
    {"125", "Reprise itself failed, or was called in a wrong way"},
    {"126", "the program cannot be executed"},
    {"127", "the program was not found"},
  };

  private final RunOptions options = new RunOptions(OwnProcess::variable);
  private int runs = 2;

  @Override
  public void describe(CommandSpec spec) {
    spec.usageMessage()
        .description(
            "Runs a program several times and compares outputs, exit status, files and events. The"
                + " first run has the host as it is; further ones have busy cores, all cores instead"
                + " of one or another core, a copy of the working directory with another order and"
                + " other file times, shifted monotonic and boot clocks, other process ids, and"
                + " another environment, descriptors, priority, limits and umask in the process from"
                + " which they are made. Nothing that the program writes is kept.");
    Program.addTo(spec);
    Help.examples(spec, "reprise verify -- make -j4", "reprise verify --runs 20 -- ./test");
    Help.exitCodes(spec, EXIT_CODES);
  }

  @Override
  public List<Options> options() {
    List<Options> groups = new ArrayList<>(options.groups());
    groups.add(
        new Options("Verification")
            .value(
                "--runs",
                "N",
                "how many runs to compare (default: 2)",
                VerifyCommand::count,
                count -> runs = count));
    return groups;
  }

  @Override
  public int run(CommandLine line) throws RepriseException {
    PrintWriter err = line.getErr();
    UserSignals signals = UserSignals.end();
    VerifyReport report =
        Reprise.verify(
            options.command(Program.words(line)),
            runs,
            signals.control(),
            progress -> {
              err.println("reprise: " + progress);
              err.flush();
            });
    print(report, line.getOut());
    return report.isEqual() ? ExitCodes.EQUAL : ExitCodes.DIFFERENT;
  }

  @Override
  public boolean showsTraces() {
    return options.showsTraces();
  }

  /** The verdict, and for a difference its place in both runs. */
  static void print(VerifyReport report, PrintWriter out) {
    if (report.isEqual()) {
      out.printf(
          "equal: %d runs of %d events, digest %s%n",
          report.runs(), report.first().events(), report.first().digest());
    } else {
      out.println("different:");
      indented(report.differences(), out);
      Divergence divergence = report.divergence();
      if (divergence != null) {
        out.println("first difference at " + divergence.moment() + ", in the first run:");
        indented(divergence.first(), out);
        out.println("in the run that differed:");
        indented(divergence.second(), out);
      }
    }
    out.flush();
  }

  private static void indented(List<String> lines, PrintWriter out) {
    lines.forEach(text -> out.println("  " + text));
  }

  private static int count(String text) {
    long count = Values.number(text);
    if (count < 2 || count > 1_000_000) {
      throw new IllegalArgumentException("there are 2 to 1000000 runs to compare, not " + text);
    }
    return (int) count;
  }
}
