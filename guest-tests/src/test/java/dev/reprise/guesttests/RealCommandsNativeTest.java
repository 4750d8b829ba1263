package dev.reprise.guesttests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.reprise.guesttests.RealCommand.Comparison;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the matrix takes for natively deterministic is so: two native runs agree in it. And what it
 * takes for nondeterministic is so as well, else the matrix would prove less than it could.
 */
class RealCommandsNativeTest {

  @TempDir Path directory = Path.of("");

  @TestFactory
  Stream<DynamicTest> everyCommand() {
    return RealCommands.all().stream()
        .map(command -> DynamicTest.dynamicTest(command.name(), () -> check(command)));
  }

  private void check(RealCommand command) throws IOException, InterruptedException {
    assumeTrue(command.isInstalled(), command.program() + " is not installed");
    Ran first = run(command, 1);
    Ran second = run(command, 2);
    command.comparison().check(second, first);
    if (command.comparison() == Comparison.EXIT) {
      assertThat(second).as("a second native run").isNotEqualTo(first);
    }
  }

  private Ran run(RealCommand command, int number) throws IOException, InterruptedException {
    Path place = directory.resolve(command.name() + "/run" + number);
    command.inputs().prepare(place, number);
    return NativeRun.run(place, command.commandLine());
  }
}
