package dev.reprise.cli;

import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_OPTION_LIST;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The parts of a help text that follow the options. */
final class Help {

  private Help() {}

  /** Lists options under their headings, after those of every command. */
  static void options(CommandSpec spec, List<Options> groups) {
    spec.usageMessage()
        .sectionMap()
        .put(SECTION_KEY_OPTION_LIST, help -> common(help, groups) + headed(help, groups));
  }

  private static String common(CommandLine.Help help, List<Options> groups) {
    List<OptionSpec> rest = new ArrayList<>(help.commandSpec().options());
    groups.forEach(group -> rest.removeAll(group.specs()));
    return table(help, rest);
  }

  private static String headed(CommandLine.Help help, List<Options> groups) {
    StringBuilder text = new StringBuilder();
    for (Options group : groups) {
      text.append(String.format("%n%s:%n", group.heading())).append(table(help, group.specs()));
    }
    return text.toString();
  }

  private static String table(CommandLine.Help help, List<OptionSpec> options) {
    CommandLine.Help.Layout layout = help.createDefaultLayout();
    layout.addOptions(options, help.createDefaultParamLabelRenderer());
    return layout.toString();
  }

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
