package dev.reprise.guesttests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.reprise.RepriseException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
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
class ServersMatrix {

  private static final String SELECTION = System.getProperty("reprise.servers", "quick");

  private static final int RUNS =
      Integer.getInteger("reprise.servers.runs", SELECTION.equals("quick") ? 3 : 20);

  @TempDir Path directory = Path.of("");

  @TestFactory
  Stream<DynamicTest> everyServer() {
    return ServerPrograms.all().stream()
        .filter(ServersMatrix::isSelected)
        .map(server -> DynamicTest.dynamicTest(server.command().name(), () -> check(server)));
  }

  private static boolean isSelected(ServerProgram server) {
    return switch (SELECTION) {
      case "quick" -> server.quick();
      case "all" -> true;
      default -> server.command().name().contains(SELECTION);
    };
  }

  private void check(ServerProgram server)
      throws IOException, InterruptedException, RepriseException {
    String name = server.command().name();
    Optional<String> obstacle = server.obstacle();
    obstacle.ifPresent(reason -> System.out.println(name + ": skipped, " + reason));
    assumeTrue(obstacle.isEmpty(), () -> obstacle.orElse(""));
    Ran natively = runNatively(server);
    assertThat(natively.exit()).as("native run, stderr: %s", natively.stderr()).isZero();
    Ran first = run(server, 1);
    server.command().comparison().check(first, natively);
    long start = System.nanoTime();
    try (Load load = Load.onAllCores()) {
      for (int i = 2; i <= RUNS; i++) {
        assertThat(run(server, i)).as("run %s of %s", i, RUNS).isEqualTo(first);
      }
    }
    long millis = (System.nanoTime() - start) / 1_000_000 / Math.max(1, RUNS - 1);
    System.out.println(name + ": " + RUNS + " equal runs, " + millis + " ms a run");
  }

  private Ran runNatively(ServerProgram server) throws IOException, InterruptedException {
    RealCommand command = server.command();
    Path place = directory.resolve(command.name() + "/native");
    command.inputs().prepare(place, 0);
    Ran ran = NativeRun.run(place, command.commandLine());
    FileTree.delete(place);
    return ran;
  }

  private Ran run(ServerProgram server, int number) throws IOException, RepriseException {
    RealCommand command = server.command();
    Path place = directory.resolve(command.name() + "/" + "x".repeat(number) + "/run" + number);
    command.inputs().prepare(place, number);
    Ran ran = RepriseRun.run(place, command.commandLine(), server::configure);
    FileTree.delete(place);
    return ran;
  }
}
