package dev.reprise.guesttests;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Runs a program as it is, on the host's kernel, with an environment that is the same each time.
 */
final class NativeRun {

  /** Far more than any program needs, also on a loaded machine. */
  static final Duration LIMIT = Duration.ofSeconds(600);

  private NativeRun() {}

  /** Runs the command in the directory and takes a snapshot of it afterwards. */
  static Ran run(Path directory, List<String> command) throws IOException, InterruptedException {
    Path out = Files.createTempFile("guest", ".out");
    Path err = Files.createTempFile("guest", ".err");
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(directory.toFile())
              .redirectInput(Path.of("/dev/null").toFile())
              .redirectOutput(out.toFile())
              .redirectError(err.toFile());
      builder.environment().clear();
      builder.environment().putAll(environment(directory));
      Process process = builder.start();
      if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().waitFor();
        throw new IOException(
            command + " still runs after " + LIMIT + "; it said:\n" + Files.readString(err));
      }
      return new Ran(
          process.exitValue(),
          Files.readString(out, ISO_8859_1),
          Files.readString(err, ISO_8859_1),
          FileTree.snapshot(directory),
          "",
          0);
    } finally {
      Files.delete(out);
      Files.delete(err);
    }
  }

  private static Map<String, String> environment(Path directory) {
    return Map.of(
        "PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
        "HOME", directory.toString(),
        "LANG", "C.UTF-8",
        "TZ", "UTC");
  }
}
