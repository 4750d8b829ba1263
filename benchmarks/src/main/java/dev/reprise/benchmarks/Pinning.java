package dev.reprise.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Confines this process, and with it every process that it starts from now on, to one core. Doing
 * so once, instead of putting {@code taskset} before each command, keeps another exec out of the
 * figures of short rows.
 */
final class Pinning {
  private static final String ALLOWED = "Cpus_allowed_list:";

  private Pinning() {}

  /**
   * Pins all threads to the first core that this process may use.
   *
   * @return the number of that core
   * @throws IOException when {@code taskset} is missing or fails
   */
  static int toOneCore() throws IOException, InterruptedException {
    for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
      if (line.startsWith(ALLOWED)) {
        String core = line.substring(ALLOWED.length()).strip().split("[-,]", 2)[0];
        String self = Long.toString(ProcessHandle.current().pid());
        HostPrograms.outputOf(
            Path.of("/"), HostPrograms.command("taskset", "-a", "-p", "-c", core, self));
        return Integer.parseInt(core);
      }
    }
    throw new IOException("/proc/self/status does not say which cores may be used");
  }
}
