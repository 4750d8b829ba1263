package dev.reprise.guesttests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.guesttests.GuestProgram.Variant;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A program that never ends is ended, with the stacks of all its threads: nothing just hangs. */
@Tag("reprise")
class StuckProgramsTest {
  @TempDir Path directory = Path.of("");

  @ParameterizedTest
  @CsvSource({
    "spin, 124, 1",
    "sleep, 124, 1",
    "stop, 121, 1",
    "stopped-child, 121, 2",
    "deadlock, 121, 1",
    "deadlock-and-spin, 124, 2",
    "pipe, 121, 1",
    "pipe-and-sleep, 124, 2",
    "vfork-spin, 124, 2",
    "vfork-sleep, 124, 2",
    "vfork-pause, 121, 2",
    "all-signals-blocked, 124, 1",
    "fifty, 124, 50",
  })
  void isEndedWithAllItsStacks(String how, int exit, int threads) throws Exception {
    Path program = FuzzPrograms.compile("stuck", Variant.DYNAMIC);
    Ran ran =
        RepriseRun.run(
            directory,
            List.of(program.toString(), how),
            config -> config.wallTimeout(Duration.ofSeconds(1)));
    assertThat(ran.exit()).as(ran.stderr()).isEqualTo(exit);
    List<String> lines = ran.stderr().lines().toList();
    assertThat(lines).filteredOn(line -> line.startsWith("thread ")).hasSize(threads);
    assertThat(lines).filteredOn(line -> line.strip().startsWith("#0 ")).hasSize(threads);
  }
}
