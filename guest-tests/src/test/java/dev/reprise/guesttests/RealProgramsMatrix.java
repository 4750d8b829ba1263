package dev.reprise.guesttests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.reprise.RepriseException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Real programs, each run many times while every core is busy, each time in another directory of
 * the host whose files have other times and were made in another order. All runs are equal in
 * outputs, exit status, files written and digest, and equal to the native run in what that has in
 * common with itself. Two commands run at a time, which is most of the load.
 *
 * <p>The system property {@code reprise.matrix.runs} sets the number of runs, 20 without it.
 */
@Tag("matrix")
@Execution(ExecutionMode.CONCURRENT)
class RealProgramsMatrix {

  private static final int RUNS = Integer.getInteger("reprise.matrix.runs", 20);

  @TempDir Path directory = Path.of("");

  @TestFactory
  Stream<DynamicTest> everyCommand() {
    return RealCommands.all().stream()
        .map(command -> DynamicTest.dynamicTest(command.name(), () -> check(command)));
  }

  private void check(RealCommand command)
      throws IOException, InterruptedException, RepriseException {
    assumeTrue(command.isInstalled(), command.program() + " is not installed");
    Ran natively = runNatively(command);
    Ran first = run(command, 1);
    command.comparison().check(first, natively);
    List<Long> milliseconds = new ArrayList<>();
    try (Load load = Load.onAllCores()) {
      for (int i = 2; i <= RUNS; i++) {
        long start = System.nanoTime();
        Ran ran = run(command, i);
        milliseconds.add((System.nanoTime() - start) / 1_000_000);
        compare(ran, first, "run " + i + " of " + RUNS);
      }
    }
    milliseconds.sort(null);
    if (!milliseconds.isEmpty()) {
      long median = milliseconds.get(milliseconds.size() / 2);
      System.out.println(command.name() + ": " + RUNS + " equal runs, " + median + " ms a run");
    }
  }

  private Ran runNatively(RealCommand command) throws IOException, InterruptedException {
    Path place = directory.resolve(command.name() + "/native");
    command.inputs().prepare(place, 0);
    Ran ran = NativeRun.run(place, command.commandLine());
    FileTree.delete(place);
    return ran;
  }

  private Ran run(RealCommand command, int number) throws IOException, RepriseException {
    Path place = directory.resolve(command.name() + "/" + "x".repeat(number) + "/run" + number);
    command.inputs().prepare(place, number);
    Ran ran = RepriseRun.run(place, command.commandLine());
    FileTree.delete(place);
    return ran;
  }

  private static void compare(Ran ran, Ran first, String which) {
    assertThat(ran.exit()).as("exit status of %s", which).isEqualTo(first.exit());
    assertThat(ran.stdout()).as("stdout of %s", which).isEqualTo(first.stdout());
    assertThat(ran.stderr()).as("stderr of %s", which).isEqualTo(first.stderr());
    assertThat(ran.files()).as("files of %s", which).isEqualTo(first.files());
    assertThat(ran.digest()).as("digest of %s", which).isEqualTo(first.digest());
  }
}
