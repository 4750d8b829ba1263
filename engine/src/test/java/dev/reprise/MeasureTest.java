package dev.reprise;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Telling where the time of a run went. */
class MeasureTest {
  @Test
  void whatIsMeasuredDoesNotChangeTheRun() throws RepriseException {
    Command command = Guests.command(c -> c, "sh", "-c", "true & wait; date");
    RunResult plain = Reprise.run(command);
    List<String> lines = new ArrayList<>();
    RunResult measured = Reprise.measure(command, new RunControl(), lines::add);
    assertThat(measured.digest()).isEqualTo(plain.digest());
    assertThat(measured.stdout().text()).isEqualTo(plain.stdout().text());
    String sum = lines.stream().filter(line -> line.startsWith("(all)")).findFirst().orElseThrow();
    assertThat(sum.split(" +")[1]).isEqualTo(Long.toString(plain.events()));
    assertThat(lines).anyMatch(line -> line.startsWith("exit_group "));
    assertThat(lines).anyMatch(line -> line.startsWith("furnishing a new program "));
  }
}
