package dev.reprise.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Runs work under a tool and measures the wall time from the start of the process to its end, both
 * as the parent sees them. Streams go to files, so that no reader takes part.
 */
final class Stopwatch {
  /**
   * The whole environment of the native and the strace runs. Reprise gives its guests a small
   * environment of their own; with another locale than theirs, the native sort would be other work.
   */
  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          "PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
          "LANG", "C.UTF-8");

  private final Path scratch;
  private final Duration limit;

  /**
   * @param scratch a directory for the streams of the runs
   * @param limit a run that takes longer is ended and counts as failed
   */
  Stopwatch(Path scratch, Duration limit) {
    this.scratch = scratch;
    this.limit = limit;
  }

  /** How long one run may take. */
  Duration limit() {
    return limit;
  }

  /**
   * One run.
   *
   * @param nanos its wall time
   * @param evidence what it left; empty when it was ended at the time limit
   */
  record Timed(long nanos, Optional<Evidence> evidence) {}

  /** Runs the work once. Old outputs are deleted first, outside the measured time. */
  Timed run(Tool tool, Work work) throws IOException, InterruptedException {
    for (List<String> names : List.of(work.outputs(), work.leftovers())) {
      for (String name : names) {
        Files.deleteIfExists(work.directory().resolve(name));
      }
    }
    Path stdout = scratch.resolve("stdout");
    Path stderr = scratch.resolve("stderr");
    ProcessBuilder builder = builder(tool, work, stdout, stderr);
    long start = System.nanoTime();
    Process process = builder.start();
    boolean ended;
    try {
      ended = process.waitFor(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      end(process);
      throw e;
    }
    long nanos = System.nanoTime() - start;
    if (!ended) {
      end(process);
      return new Timed(nanos, Optional.empty());
    }
    return new Timed(
        nanos, Optional.of(Evidence.gather(process.exitValue(), stdout, stderr, work)));
  }

  private ProcessBuilder builder(Tool tool, Work work, Path stdout, Path stderr) {
    ProcessBuilder builder =
        new ProcessBuilder(tool.wrap(work.command()))
            .directory(work.directory().toFile())
            .redirectInput(Path.of("/dev/null").toFile())
            .redirectOutput(stdout.toFile())
            .redirectError(stderr.toFile());
    if (tool.kind() != Tool.Kind.REPRISE) {
      builder.environment().clear();
      builder.environment().putAll(ENVIRONMENT);
    }
    return builder;
  }

  /** Ends a process with all that it started, since strace would let its tracees go on. */
  private static void end(Process process) throws InterruptedException {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly().waitFor();
  }
}
