package dev.reprise;

import java.util.List;

/**
 * A program to run and everything its run depends on.
 *
 * <p>Names, arguments and variables reach the guest in UTF-8. A byte that is not UTF-8 is written
 * as the lone surrogate U+DC00 plus its value, {@code "\udcff"} for 255; Python does the same.
 *
 * @param program a path, or a name to be looked up in the guest's PATH as a shell does
 * @param arguments the arguments after the program's name
 * @param config the options of the run
 */
public record Command(String program, List<String> arguments, RunConfig config) {

  /** Takes a copy of the arguments. */
  public Command {
    if (program.isEmpty()) {
      throw new IllegalArgumentException("the program's name is empty");
    }
    arguments = List.copyOf(arguments);
  }

  /** A program with arguments and the default options. */
  public static Command of(String program, String... arguments) {
    return new Command(program, List.of(arguments), RunConfig.defaults());
  }

  /** The same command with other options. */
  public Command with(RunConfig newConfig) {
    return new Command(program, arguments, newConfig);
  }
}
