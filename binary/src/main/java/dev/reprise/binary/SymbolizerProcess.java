package dev.reprise.binary;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a program to its end and returns what it printed. */
final class SymbolizerProcess {
  private static final long PATIENCE_SECONDS = 30;
  private static final File NOWHERE = new File("/dev/null");

  private SymbolizerProcess() {}

  /**
   * Runs a command.
   *
   * @throws IOException when it cannot be started, does not end in time, or fails
   */
  static List<String> run(List<String> command) throws IOException {
    // A file, not a pipe, takes the output: so nothing has to read while waiting for the end.
    Path output = Files.createTempFile("reprise-symbols", ".txt");
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .redirectInput(NOWHERE)
              .redirectOutput(output.toFile())
              .redirectError(NOWHERE);
      builder.environment().put("LC_ALL", "C.UTF-8");
      // Both programs would ask servers for debug information, if this variable named some.
      builder.environment().remove("DEBUGINFOD_URLS");
      await(builder.start());
      return new String(Files.readAllBytes(output), StandardCharsets.UTF_8).lines().toList();
    } finally {
      Files.delete(output);
    }
  }

  private static void await(Process process) throws IOException {
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new IOException("no end after " + PATIENCE_SECONDS + " seconds");
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", stop);
    } finally {
      process.destroyForcibly();
    }
  }
}
