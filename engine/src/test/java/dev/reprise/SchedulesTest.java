package dev.reprise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Schedules drawn by a seed, recorded and played back. */
class SchedulesTest {
  private static final String[] RACE = {
    "sh", "-c", "for i in 1 2 3; do (echo a$i; echo b$i) & done; wait"
  };

  @TempDir Path folder;

  private static RunResult random(long seed) throws RepriseException {
    return Guests.run(c -> c.schedule(ScheduleStrategy.RANDOM).schedSeed(seed), RACE);
  }

  @Test
  void seedsDecideTheInterleaving() throws RepriseException {
    Set<String> outputs = new TreeSet<>();
    for (long seed = 1; seed <= 4; seed++) {
      outputs.add(random(seed).stdout().text());
    }
    assertThat(outputs).hasSizeGreaterThan(1);
    assertThat(random(3)).isEqualTo(random(3));
  }

  @Test
  void aRecordedScheduleGivesTheSameRun() throws RepriseException {
    Path file = folder.resolve("schedule");
    RunResult recorded =
        Guests.run(
            c -> c.schedule(ScheduleStrategy.RANDOM).schedSeed(3).recordSchedule(file), RACE);
    RunResult played = Guests.run(c -> c.replaySchedule(file), RACE);
    assertThat(played.stdout()).isEqualTo(recorded.stdout());
    assertThat(played.digest()).isEqualTo(recorded.digest());
  }

  @Test
  void theFirstDecisionThatDoesNotFitIsReported() throws Exception {
    Path file = folder.resolve("schedule");
    Files.write(file, List.of("reprise-schedule 1", "2 20", "99 1"));
    assertThatThrownBy(() -> Guests.run(c -> c.replaySchedule(file), RACE))
        .hasMessageContaining("decision 21 of the schedule is thread 99")
        .hasMessageContaining("only these can run: 2");
  }

  @Test
  void whatIsNoScheduleIsNamed() {
    assertThatThrownBy(() -> Guests.run(c -> c.replaySchedule(Path.of("/etc/passwd")), RACE))
        .hasMessageContaining("/etc/passwd is not a schedule");
  }

  @Test
  void aPlaceThatCannotBeWrittenIsNamedBeforeTheRun() {
    Path file = folder.resolve("missing/schedule");
    assertThatThrownBy(() -> Guests.run(c -> c.recordSchedule(file), RACE))
        .hasMessageContaining("the schedule cannot be written to " + file);
  }
}
