package dev.reprise.engine;

import dev.reprise.RepriseException;
import dev.reprise.RepriseException.Kind;
import dev.reprise.RunConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Looks before a run whether what it is to leave behind can be written, for afterwards is too late.
 */
public final class OutputPaths {
  private OutputPaths() {}

  static void require(RunConfig config) throws RepriseException {
    Path schedule = config.recordSchedule();
    if (schedule != null) {
      requireFile("schedule", schedule);
    }
    Path commit = config.commit();
    if (commit != null) {
      requireEmptyDirectory(commit);
    }
  }

  /** Makes a file if it is missing. */
  public static void requireFile(String what, Path file) throws RepriseException {
    try {
      Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND).close();
    } catch (IOException e) {
      throw new RepriseException(
          Kind.BAD_INPUT,
          "the " + what + " cannot be written to " + file + ": " + HostErrors.reason(e),
          e);
    }
  }

  private static void requireEmptyDirectory(Path directory) throws RepriseException {
    try {
      Files.createDirectories(directory);
      try (var entries = Files.newDirectoryStream(directory)) {
        if (entries.iterator().hasNext()) {
          throw new RepriseException(
              Kind.BAD_INPUT,
              "the files cannot be committed to " + directory + ": it is not empty");
        }
      }
    } catch (IOException e) {
      throw new RepriseException(
          Kind.BAD_INPUT,
          "the files cannot be committed to " + directory + ": " + HostErrors.reason(e),
          e);
    }
  }
}
