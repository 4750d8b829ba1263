package dev.reprise.engine;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Keeps all cores of the host busy for as long as it is open. */
final class Load implements AutoCloseable {
  private final List<Process> processes = new ArrayList<>();

  /** Starts two busy processes per core, which also shifts the ids of later processes. */
  Load() throws IOException {
    for (int i = 0; i < 2 * Runtime.getRuntime().availableProcessors(); i++) {
      processes.add(
          new ProcessBuilder(
                  "sh",
                  "-c",
                  "while [ -d /proc/"
                      + ProcessHandle.current().pid()
                      + " ]; do i=0; while [ $i -lt 10000 ]; do i=$((i+1)); done; done")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start());
    }
  }

  @Override
  public void close() {
    for (Process process : processes) {
      process.destroyForcibly();
    }
  }
}
