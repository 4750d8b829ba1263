package dev.reprise.guesttests;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.reprise.RepriseException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Real programs, each run many times while every core is busy, each time in another directory of
 * the host whose files have other times and were made in another order. All runs are equal in
 * outputs, exit status, files written and digest, and equal to the native run in what that has in
 * common with itself. Two commands run at a time, which is most of the load.
 *
 * <p>The system property {@code reprise.matrix.runs} sets the number of runs, 20 without it. The
 * results are written to {@code target/matrix}, see {@link MatrixResults}.
 */
@Tag("matrix")
@Execution(ExecutionMode.CONCURRENT)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RealProgramsMatrix {

  private static final int RUNS = Integer.getInteger("reprise.matrix.runs", 20);

  @TempDir Path directory = Path.of("");

  private final MatrixResults results = new MatrixResults("real-programs");

  @TestFactory
  Stream<DynamicTest> everyCommand() {
    return RealCommands.all().stream()
        .map(command -> DynamicTest.dynamicTest(command.name(), () -> check(command)));
  }

  private void check(RealCommand command)
      throws IOException, InterruptedException, RepriseException {
    assumeTrue(command.isInstalled(), command.program() + " is not installed");
    MatrixRow row = Repetition.of(command, directory, RUNS);
    results.add(row);
    row.demandEqual();
  }

  @AfterAll
  void writeResults() throws IOException {
    results.write();
  }
}
