package dev.reprise.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Confines processes to one core, always the same. */
final class Pinning {
  private static final String ALLOWED = "Cpus_allowed_list:";

  private Pinning() {}

  /**
   * Pins all threads of this process, and with them every process that they start from now on.
   * Doing so once, instead of putting {@code taskset} before each command, keeps another exec out
   * of the figures of short rows.
   *
   * @return the number of the core
   * @throws IOException when {@code taskset} is missing or fails
   */
  static int toOneCore() throws IOException, InterruptedException {
    int core = firstCore();
    HostPrograms.outputOf(
        Path.of("/"),
        HostPrograms.command(
            "taskset",
            "-a",
            "-p",
            "-c",
            Integer.toString(core),
            Long.toString(ProcessHandle.current().pid())));
    return core;
  }

  /** A command on one core, while this process and what else it starts keep theirs. */
  static List<String> wrap(List<String> command) throws IOException {
    List<String> words =
        new ArrayList<>(HostPrograms.command("taskset", "-c", Integer.toString(firstCore())));
    words.addAll(command);
    return List.copyOf(words);
  }

  /** The cores that this process may use, as the host writes them ("0-1"). */
  static String allowedCores() throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
      if (line.startsWith(ALLOWED)) {
        return line.substring(ALLOWED.length()).strip();
      }
    }
    throw new IOException("/proc/self/status does not say which cores may be used");
  }

  private static int firstCore() throws IOException {
    return Integer.parseInt(allowedCores().split("[-,]", 2)[0]);
  }
}
