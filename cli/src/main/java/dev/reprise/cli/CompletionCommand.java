package dev.reprise.cli;

import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code reprise completion}: the script with which a shell completes our command lines. */
final class CompletionCommand implements CliCommand {

  @Override
  public void describe(CommandSpec spec) {
    spec.usageMessage().description("Prints a completion script for a shell.");
    spec.addPositional(
        PositionalParamSpec.builder()
            .index("0")
            .arity("0..1")
            .type(String.class)
            .paramLabel("SHELL")
            .description("bash, the default; zsh reads the same script after 'bashcompinit'")
            .build());
    Help.examples(spec, "source <(reprise completion bash)");
  }

  @Override
  public int run(CommandLine line) {
    String shell = line.getParseResult().matchedPositionalValue(0, "bash");
    if (!shell.equals("bash") && !shell.equals("zsh")) {
      throw new IllegalArgumentException(
          "there is completion for bash and zsh, not '" + shell + "'");
    }
    line.getOut().print(AutoComplete.bash("reprise", Commands.all()));
    line.getOut().flush();
    return 0;
  }
}
