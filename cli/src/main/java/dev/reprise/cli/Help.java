package dev.reprise.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;

/** The parts of a help text that follow the options. */
final class Help {

  private Help() {}

  /** Command lines to start from. */
  static void examples(CommandSpec spec, String... examples) {
    StringBuilder footer = new StringBuilder("%nExamples:%n");
    for (String example : examples) {
      footer.append("  ").append(example.replace("%", "%%")).append("%n");
    }
    spec.usageMessage().footer(footer.toString());
  }

  /** A table of exit codes, each row a code and its meaning. */
  static void exitCodes(CommandSpec spec, String[][] table) {
    Map<String, String> rows = new LinkedHashMap<>();
    for (String[] row : table) {
      rows.put(row[0], row[1]);
    }
    spec.usageMessage().exitCodeListHeading("%nExit codes:%n").exitCodeList(rows);
  }
}
