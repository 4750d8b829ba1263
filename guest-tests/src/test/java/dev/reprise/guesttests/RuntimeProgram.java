package dev.reprise.guesttests;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A program of a language runtime for the matrix.
 *
 * @param quick whether it belongs to the cut that every build runs
 * @param needs what must be on the host besides the program
 * @param command what is run
 * @param cpus how many processors the virtual machine has
 */
record RuntimeProgram(boolean quick, List<Path> needs, RealCommand command, int cpus) {

  /** A program for a machine with one processor. */
  RuntimeProgram(boolean quick, List<Path> needs, RealCommand command) {
    this(quick, needs, command, 1);
  }

  /** Why it cannot run here, or nothing when it can. */
  Optional<String> obstacle() {
    if (!command.isInstalled()) {
      return Optional.of(command.program() + " is not installed");
    }
    return needs.stream().filter(Files::notExists).findFirst().map(path -> path + " is not there");
  }
}
