package dev.reprise.cli;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The program and its arguments, at the end of the command line. */
final class Program {

  private Program() {}

  /** Options end where the program begins, so that the program's own need no {@code --}. */
  static void addTo(CommandSpec spec) {
    spec.parser().stopAtPositional(true);
    spec.addPositional(
        PositionalParamSpec.builder()
            .index("0..*")
            .arity("1..*")
            .type(List.class)
            .auxiliaryTypes(String.class)
            .paramLabel("PROGRAM [ARGUMENT...]")
            .hideParamSyntax(true)
            .description("what to run: a path, or a name that is looked up in the run's PATH")
            .build());
  }

  /**
   * The program's name and its arguments.
   *
   * @throws IllegalArgumentException when there is none
   */
  static List<String> words(CommandLine line) {
    List<String> words = line.getParseResult().matchedPositionalValue(0, List.of());
    if (words.isEmpty()) {
      throw new IllegalArgumentException("the program to run is missing");
    }
    return words;
  }
}
