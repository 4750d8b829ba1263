package dev.reprise.guesttests;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Keeps every core busy until it is closed, so that the host's timing is never the same twice. */
final class Load implements AutoCloseable {

  private final List<Process> loops = new ArrayList<>();

  private Load() {}

  /** Starts one endless loop a core, of least urgency: what else runs keeps its speed. */
  static Load onAllCores() throws IOException {
    Load load = new Load();
    for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
      load.loops.add(
          new ProcessBuilder("nice", "-n", "19", "sh", "-c", loopWhileParentLives())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start());
    }
    return load;
  }

  /** Looks now and then whether the test's JVM still lives: a killed one must leave nothing. */
  private static String loopWhileParentLives() {
    return "while kill -0 "
        + ProcessHandle.current().pid()
        + "; do i=0; while [ $i -lt 100000 ]; do i=$((i+1)); done; done";
  }

  @Override
  public void close() {
    for (Process loop : loops) {
      loop.destroyForcibly();
    }
    for (Process loop : loops) {
      loop.onExit().join();
    }
  }
}
