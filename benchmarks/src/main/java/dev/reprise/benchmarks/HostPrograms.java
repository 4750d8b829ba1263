package dev.reprise.benchmarks;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Finds programs of the host and compiles our own. Nothing here is measured. */
final class HostPrograms {
  /** Debian's packages of the programs which are not in one of their own name. */
  private static final Map<String, String> PACKAGES =
      Map.of(
          "ar", "binutils",
          "find", "findutils",
          "xargs", "findutils",
          "hmmbuild", "hmmer",
          "hmmsearch", "hmmer",
          "raxmlHPC-PTHREADS", "raxml",
          "redis-benchmark", "redis-tools",
          "redis-cli", "redis-tools",
          "taskset", "util-linux");

  private HostPrograms() {}

  /**
   * The absolute path of a program, so that no tool's search along the PATH is part of a figure.
   *
   * @throws MissingProgramException when it is not installed
   */
  static Path find(String program) throws MissingProgramException {
    String searchPath = System.getenv().getOrDefault("PATH", "/usr/bin:/bin");
    for (String directory : searchPath.split(":")) {
      Path candidate = Path.of(directory, program);
      if (candidate.isAbsolute()
          && Files.isRegularFile(candidate)
          && Files.isExecutable(candidate)) {
        return candidate;
      }
    }
    throw new MissingProgramException(
        "%s is not installed (Debian: apt install %s)"
            .formatted(program, PACKAGES.getOrDefault(program, program)));
  }

  /** A command line which begins with a program's absolute path. */
  static List<String> command(String program, String... arguments) throws MissingProgramException {
    List<String> command = new ArrayList<>();
    command.add(find(program).toString());
    command.addAll(List.of(arguments));
    return List.copyOf(command);
  }

  /** Compiles one of the C programs among our resources into a directory. */
  static Path compile(String program, Path directory) throws IOException, InterruptedException {
    Path source = directory.resolve(program + ".c");
    try (InputStream text = HostPrograms.class.getResourceAsStream(program + ".c")) {
      if (text == null) {
        throw new FileNotFoundException("no resource " + program + ".c");
      }
      Files.copy(text, source);
    }
    Path binary = directory.resolve(program);
    outputOf(
        directory, command("gcc", "-O2", "-pthread", source.toString(), "-o", binary.toString()));
    return binary;
  }

  /**
   * Runs a helper program, in English, and returns what it printed on both of its streams.
   *
   * @throws IOException when it fails, with its output in the message
   */
  static String outputOf(Path directory, List<String> command)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectInput(Path.of("/dev/null").toFile())
            .redirectErrorStream(true);
    builder.environment().put("LC_ALL", "C");
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int status = process.waitFor();
    if (status != 0) {
      throw new IOException(
          "%s failed with status %d: %s"
              .formatted(Path.of(command.get(0)).getFileName(), status, output.strip()));
    }
    return output;
  }
}
