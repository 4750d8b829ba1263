package dev.reprise.cli;

import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** {@code reprise man}: the manual page, made from the same definitions as the help. */
final class ManCommand implements CliCommand {

  @Override
  public void describe(CommandSpec spec) {
    spec.usageMessage().description("Prints the manual page, in roff.");
    Help.examples(spec, "reprise man | man -l -");
  }

  @Override
  public int run(CommandLine line) {
    line.getOut().print(new ManPage(Commands.all().getCommandSpec()).text());
    line.getOut().flush();
    return 0;
  }
}
