package dev.reprise.cli;

import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * The manual page in the man(7) macros of roff. (picocli's own generator writes AsciiDoc, which
 * would need a converter to be installed.)
 */
final class ManPage {

  private final StringBuilder roff = new StringBuilder();

  ManPage(CommandSpec root) {
    macro("TH", "REPRISE", "1", "", String.join(" ", root.version()), "User Commands");
    macro("SH", "NAME");
    String purpose = plain(root.usageMessage().description());
    text("reprise - " + Character.toLowerCase(purpose.charAt(0)) + purpose.substring(1));
    macro("SH", "SYNOPSIS");
    roff.append(
        ".B reprise\n.I COMMAND\n[\\fIOPTION\\fR...] [\\fIPROGRAM\\fR [\\fIARGUMENT\\fR...]]\n");
    macro("SH", "OPTIONS");
    root.options().forEach(this::option);
    macro("SH", "COMMANDS");
    for (CommandLine subcommand : root.subcommands().values()) {
      command(subcommand.getCommandSpec());
    }
    exitCodes(root.usageMessage().exitCodeList());
    macro("SH", "EXAMPLES");
    footer(root);
  }

  String text() {
    return roff.toString();
  }

  private void command(CommandSpec spec) {
    macro("SS", "reprise " + spec.name());
    text(plain(spec.usageMessage().description()));
    for (PositionalParamSpec parameter : spec.positionalParameters()) {
      tagged("\\fI" + escape(parameter.paramLabel()) + "\\fR", plain(parameter.description()));
    }
    if (spec.userObject() instanceof CliCommand command) {
      for (Options group : command.options()) {
        macro("PP");
        text(group.heading() + ":");
        group.specs().forEach(this::option);
      }
    }
    if (spec.usageMessage().footer().length > 0) {
      macro("PP");
      footer(spec);
    }
  }

  private void option(OptionSpec option) {
    String names = "\\fB" + escape(String.join(", ", option.names())) + "\\fR";
    boolean valued = option.arity().max() > 0;
    tagged(
        valued ? names + " \\fI" + escape(option.paramLabel()) + "\\fR" : names,
        plain(option.description()));
  }

  private void exitCodes(Map<String, String> codes) {
    macro("SH", "EXIT STATUS");
    codes.forEach((code, meaning) -> tagged("\\fB" + escape(code) + "\\fR", meaning));
  }

  private void footer(CommandSpec spec) {
    String footer = String.join("", spec.usageMessage().footer());
    macro("EX");
    for (String line : List.of(footer.replace("%n", "\n").replace("%%", "%").strip().split("\n"))) {
      roff.append(escape(line)).append('\n');
    }
    macro("EE");
  }

  private void tagged(String tag, String text) {
    macro("TP");
    roff.append(tag).append('\n');
    text(text);
  }

  private void text(String text) {
    roff.append(escape(text)).append('\n');
  }

  private void macro(String name, String... arguments) {
    roff.append('.').append(name);
    for (String argument : arguments) {
      roff.append(" \"").append(argument.replace("\"", "\\(dq")).append('"');
    }
    roff.append('\n');
  }

  private static String plain(String... lines) {
    return String.join(" ", lines).replace("%%", "%");
  }

  /** Backslash and hyphen have a meaning in roff; a line must not begin with a dot or a quote. */
  private static String escape(String text) {
    String escaped = text.replace("\\", "\\e").replace("-", "\\-");
    return escaped.startsWith(".") || escaped.startsWith("'") ? "\\&" + escaped : escaped;
  }
}
