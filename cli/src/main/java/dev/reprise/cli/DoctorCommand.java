package dev.reprise.cli;

import dev.reprise.Doctor;
import dev.reprise.DoctorReport;
import dev.reprise.Finding;
import java.io.PrintWriter;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** {@code reprise doctor}: what this host offers, and what follows for the user. */
final class DoctorCommand implements CliCommand {

  private static final String[][] EXIT_CODES = {
    {"0", "programs can be run here"},
    {"1", "programs cannot be run here; the report says what to do"},
    {"125", "the command was called in a wrong way"},
  };

  @Override
  public void describe(CommandSpec spec) {
    spec.usageMessage().description("Says what this host offers, and what follows from it.");
    Help.exitCodes(spec, EXIT_CODES);
  }

  @Override
  public int run(CommandLine line) {
    DoctorReport report = Doctor.report();
    PrintWriter out = line.getOut();
    for (Finding finding : report.findings()) {
      String verdict = finding.verdict().name().toLowerCase(Locale.ROOT);
      out.println(
          String.format(Locale.ROOT, "%-8s %s: %s", verdict, finding.feature(), finding.found()));
      if (!finding.consequence().isEmpty()) {
        out.println("         " + finding.consequence());
      }
    }
    out.println(report.usable() ? "Programs can be run here." : "Programs cannot be run here.");
    out.flush();
    return report.usable() ? 0 : 1;
  }
}
