package dev.reprise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Reprise is killed at random moments of a run, from its start to its end: nothing of the run is
 * left, and the next run is as if nothing had been.
 *
 * <p>{@code -Dreprise.kills=N} changes how often; 50 take a few minutes.
 */
class KilledTracerTest {
  private static final int KILLS = Integer.getInteger("reprise.kills", 6);
  private static final String JOB =
      "for i in 1 2 3 4 5 6; do (seq 1 9000 | sort | md5sum > sum$i; : MARK; sleep $i) & done;"
          + " wait; cat sum*; date > /tmp/done";

  @TempDir Path folder = Path.of("");

  @Test
  void nothingIsLeftAndTheNextRunIsTheSame() throws Exception {
    String mark = "reprise-mark-" + ProcessHandle.current().pid() + "-" + System.nanoTime();
    Path work = Files.createDirectory(folder.resolve("work"));
    Files.createDirectory(folder.resolve("tmp"));
    long start = System.nanoTime();
    String whole = run(mark, work);
    long nanos = System.nanoTime() - start;
    List<String> mounts = mounts();
    Random random = new Random(1);
    for (int i = 0; i < KILLS; i++) {
      Process process = start(mark, work, Redirect.DISCARD);
      // Evenly from before the first event to after the last.
      long moment = (long) (nanos * 1.1 * (i + random.nextDouble()) / KILLS);
      boolean ended = process.waitFor(moment, TimeUnit.NANOSECONDS);
      List<ProcessHandle> guests = process.descendants().toList();
      process.destroyForcibly();
      // It may have ended by itself just before it was killed.
      assertThat(CommandProcess.exitCode(process)).isIn(ended ? List.of(0) : List.of(0, 137));
      CommandProcess.awaitNobodyLeft(guests, mark);
      assertThat(mounts()).isEqualTo(mounts);
      assertThat(names(work)).isEmpty();
      assertThat(names(folder.resolve("tmp"))).isEmpty();
      if (i % 5 == 0) {
        assertThat(run(mark, work)).isEqualTo(whole);
      }
    }
    assertThat(run(mark, work)).isEqualTo(whole);
  }

  /** The output and the figures of a whole run. */
  private String run(String mark, Path work) throws IOException, InterruptedException {
    Process process = start(mark, work, Redirect.PIPE);
    String output = process.inputReader().readAllAsString();
    assertThat(CommandProcess.exitCode(process)).as(output).isZero();
    assertThat(output).contains("reprise: digest ");
    return output.replaceAll("reprise: real time .*", "");
  }

  private Process start(String mark, Path work, Redirect output) throws IOException {
    String job = JOB.replace("MARK", mark);
    ProcessBuilder builder =
        CommandProcess.builder("run", "--fs", "overlay", "--summary", "--", "sh", "-c", job)
            .directory(work.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output);
    builder
        .command()
        .add(builder.command().indexOf("-cp"), "-Djava.io.tmpdir=" + folder.resolve("tmp"));
    builder.environment().put("XDG_CACHE_HOME", folder.resolve("cache").toString());
    return builder.start();
  }

  private static List<String> names(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(Path::toString).toList();
    }
  }

  private static List<String> mounts() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/mountinfo"));
  }
}
