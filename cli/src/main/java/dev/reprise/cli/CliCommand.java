package dev.reprise.cli;

import dev.reprise.RepriseException;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** One subcommand: it describes itself to the parser and is then run. */
interface CliCommand {

  /** Adds parameters and help to the empty description of this command. */
  void describe(CommandSpec spec);

  /** The options of this command besides {@code --help}, described anew at each call. */
  default List<Options> options() {
    return List.of();
  }

  /**
   * Does the work after the arguments were parsed.
   *
   * @return the exit code
   * @throws RepriseException with a message for the user
   * @throws IllegalArgumentException when the arguments do not fit together
   */
  int run(CommandLine line) throws RepriseException;

  /** Whether the user asked to see where failures come from. */
  default boolean showsTraces() {
    return false;
  }
}
