package dev.reprise.guesttests;

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
 * Programs of language runtimes, most of them with threads or processes at work with each other,
 * run many times as {@link RealProgramsMatrix} does.
 *
 * <p>Without system properties these are the quick programs, three times each. {@code
 * reprise.runtimes=all} stands for all programs, 20 times each; {@code reprise.runtimes=TEXT} for
 * those whose name contains the text. {@code reprise.runtimes.runs} sets the number of runs.
 */
@Tag("matrix")
@Execution(ExecutionMode.CONCURRENT)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RuntimesMatrix {

  private final MatrixSelection selection = MatrixSelection.of("runtimes");

  @TempDir Path directory = Path.of("");

  private final MatrixResults results = new MatrixResults("runtimes");

  @TestFactory
  Stream<DynamicTest> everyProgram() {
    return RuntimePrograms.all().stream()
        .filter(program -> selection.contains(program.quick(), program.command().name()))
        .map(program -> DynamicTest.dynamicTest(program.command().name(), () -> check(program)));
  }

  private void check(RuntimeProgram program)
      throws IOException, InterruptedException, RepriseException {
    MatrixSelection.skipIf(program.obstacle(), program.command().name());
    MatrixRow row =
        Repetition.of(
            program.command(),
            directory,
            selection.runs(),
            builder -> builder.cpus(program.cpus()));
    results.add(row);
    row.demandEqual();
  }

  @AfterAll
  void writeResults() throws IOException {
    results.write();
  }
}
