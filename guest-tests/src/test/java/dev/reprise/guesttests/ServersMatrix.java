package dev.reprise.guesttests;

import dev.reprise.RepriseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Servers with their clients, once natively and then many times under Reprise while every core is
 * busy: all runs are equal in outputs, exit status, the files that the server leaves, and digest.
 *
 * <p>Without system properties these are the quick servers, three times each. {@code
 * reprise.servers=all} stands for all servers, 20 times each; {@code reprise.servers=TEXT} for
 * those whose name contains the text. {@code reprise.servers.runs} sets the number of runs.
 */
@Tag("matrix")
@Execution(ExecutionMode.CONCURRENT)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ServersMatrix {

  private final MatrixSelection selection = MatrixSelection.of("servers");

  @TempDir Path directory = Path.of("");

  private final MatrixResults results = new MatrixResults("servers");

  /** A server that root starts gives its rights away and is to reach its directory then. */
  @BeforeEach
  void letOtherUsersIn() throws IOException {
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx--x--x"));
  }

  @TestFactory
  Stream<DynamicTest> everyServer() {
    return ServerPrograms.all().stream()
        .filter(server -> selection.contains(server.quick(), server.command().name()))
        .map(server -> DynamicTest.dynamicTest(server.command().name(), () -> check(server)));
  }

  private void check(ServerProgram server)
      throws IOException, InterruptedException, RepriseException {
    MatrixSelection.skipIf(server.obstacle(), server.command().name());
    MatrixRow row = Repetition.of(server.command(), directory, selection.runs(), server::configure);
    results.add(row);
    row.demandEqual();
  }

  @AfterAll
  void writeResults() throws IOException {
    results.write();
  }
}
