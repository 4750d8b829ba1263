package dev.reprise.cli;

import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code reprise help}: the same as {@code --help}, for those who ask in this way. */
final class HelpCommand implements CliCommand {

  @Override
  public void describe(CommandSpec spec) {
    spec.usageMessage().description("Explains a command.");
    spec.addPositional(
        PositionalParamSpec.builder()
            .index("0")
            .arity("0..1")
            .type(String.class)
            .paramLabel("COMMAND")
            .description("the command to explain")
            .build());
  }

  @Override
  public int run(CommandLine line) {
    CommandLine root = Commands.all();
    String name = line.getParseResult().matchedPositionalValue(0, "");
    CommandLine asked = name.isEmpty() ? root : root.getSubcommands().get(name);
    if (asked == null) {
      throw new IllegalArgumentException("there is no command '" + name + "'");
    }
    asked.usage(line.getOut());
    return 0;
  }
}
