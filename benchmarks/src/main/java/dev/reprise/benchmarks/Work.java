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
 */
record Work(List<String> command, Path directory, List<String> outputs) {
  Work {
    command = List.copyOf(command);
    outputs = List.copyOf(outputs);
  }

  /** Work which writes to its standard output alone. */
  Work(List<String> command, Path directory) {
    this(command, directory, List.of());
  }
}
