package dev.reprise.benchmarks;

import java.nio.file.Path;
import java.util.List;

/**
 * A command that is ready to run.
 *
 * @param command the program, as an absolute path, and its arguments
 * @param directory where it runs
 * @param outputs the files it makes, relative to the directory; they are deleted before each run
 *     and compared after it
 * @param leftovers files which hold times or the like, relative to the directory; they are deleted
 *     before each run and not compared
 */
record Work(List<String> command, Path directory, List<String> outputs, List<String> leftovers) {
  Work {
    command = List.copyOf(command);
    outputs = List.copyOf(outputs);
    leftovers = List.copyOf(leftovers);
  }

  /** Work all of whose files are compared. */
  Work(List<String> command, Path directory, List<String> outputs) {
    this(command, directory, outputs, List.of());
  }

  /** Work which writes to its standard output alone. */
  Work(List<String> command, Path directory) {
    this(command, directory, List.of());
  }
}
