package dev.reprise.guesttests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.FastPathMode;
import dev.reprise.Parallel;
import dev.reprise.RepriseException;
import dev.reprise.RunConfigBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * One command, run natively and then many times under Reprise while every core is busy, each time
 * in another directory of the host, every other time with its processes side by side. Differences
 * are counted instead of ending it at the first: how many of the runs differ is the first hint at
 * why.
 */
final class Repetition {

  /** Far more than any command of a matrix needs, also when others keep the machine busy. */
  private static final Duration LIMIT = Duration.ofMinutes(10);

  private final RealCommand command;
  private final Path directory;
  private final UnaryOperator<RunConfigBuilder> options;
  private final List<Long> millis = new ArrayList<>();
  private final List<String> failures = new ArrayList<>();

  private Repetition(RealCommand command, Path directory, UnaryOperator<RunConfigBuilder> options) {
    this.options = options;
    this.command = command;
    // A native run sees the name: a colon in it would divide a Java class path.
    this.directory = directory.resolve(command.name().replaceAll("[/:]", "_"));
  }

  /** Makes the runs, in directories of their own beneath {@code directory}. */
  static MatrixRow of(RealCommand command, Path directory, int runs)
      throws IOException, InterruptedException, RepriseException {
    return of(command, directory, runs, builder -> builder);
  }

  /** As above, under Reprise with the options as changed by {@code options}. */
  static MatrixRow of(
      RealCommand command, Path directory, int runs, UnaryOperator<RunConfigBuilder> options)
      throws IOException, InterruptedException, RepriseException {
    return new Repetition(command, directory, options).runAll(runs);
  }

  private MatrixRow runAll(int runs) throws IOException, InterruptedException, RepriseException {
    long start = System.nanoTime();
    Ran natively = runNatively();
    final long nativeMillis = (System.nanoTime() - start) / 1_000_000;
    Ran first = run(1);
    note(() -> command.comparison().check(first, natively));
    int equal = 1;
    try (Load load = Load.onAllCores()) {
      for (int i = 2; i <= runs; i++) {
        Ran ran = run(i);
        String which = "run " + i + " of " + runs;
        equal += note(() -> compare(ran, first, which)) ? 1 : 0;
      }
    }
    millis.sort(null);
    return new MatrixRow(
        command.name(),
        ProgramVersion.of(command.program()),
        runs,
        equal,
        first.events(),
        nativeMillis,
        millis.get(millis.size() / 2),
        List.copyOf(failures));
  }

  private boolean note(Runnable comparison) {
    try {
      comparison.run();
      return true;
    } catch (AssertionError e) {
      failures.add(String.valueOf(e.getMessage()));
      return false;
    }
  }

  private Ran runNatively() throws IOException, InterruptedException {
    Path place = directory.resolve("native");
    command.inputs().prepare(place, 0);
    Ran ran = NativeRun.run(place, command.commandLine());
    FileTree.delete(place);
    return ran;
  }

  private Ran run(int number) throws IOException, RepriseException {
    Path place = directory.resolve("x".repeat(number) + "/run" + number);
    command.inputs().prepare(place, number);
    long start = System.nanoTime();
    Ran ran =
        RepriseRun.run(
            place,
            command.commandLine(),
            builder ->
                options
                    .apply(builder)
                    .fastPath(mode(number))
                    .parallel(parallel(number))
                    .wallTimeout(LIMIT));
    millis.add((System.nanoTime() - start) / 1_000_000);
    FileTree.delete(place);
    return ran;
  }

  /** The first run has no fast path, and all others are compared to it. */
  private static FastPathMode mode(int number) {
    return number == 1 ? FastPathMode.OFF : number % 2 == 0 ? FastPathMode.ON : FastPathMode.AUTO;
  }

  /** Whether processes run side by side must make no difference, with the fast path or without. */
  private static Parallel parallel(int number) {
    return number % 4 < 2 ? Parallel.ON : Parallel.OFF;
  }

  private static void compare(Ran ran, Ran first, String which) {
    assertThat(ran.exit()).as("exit status of %s", which).isEqualTo(first.exit());
    assertThat(ran.stdout()).as("stdout of %s", which).isEqualTo(first.stdout());
    assertThat(ran.stderr()).as("stderr of %s", which).isEqualTo(first.stderr());
    assertThat(ran.files()).as("files of %s", which).isEqualTo(first.files());
    assertThat(ran.digest()).as("digest of %s", which).isEqualTo(first.digest());
  }
}
