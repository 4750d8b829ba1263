package dev.reprise;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Printing system calls, of deterministic runs and of those that are only looked at. */
class StraceTest {
  private final List<String> lines = new ArrayList<>();

  @Test
  void twoTracesOfADeterministicRunAreEqual() throws RepriseException {
    Command command = Guests.command(c -> c, "sh", "-c", "echo hi | cat");
    Reprise.strace(command, new RunControl(), lines::add);
    List<String> again = new ArrayList<>();
    Reprise.strace(command, new RunControl(), again::add);
    assertThat(again).isEqualTo(lines);
    assertThat(lines).anyMatch(line -> line.contains("write(1, \"hi\\n\", 3) = 3"));
  }

  private int observe(String script) throws RepriseException {
    Command command = Guests.command(c -> c, "bash", "-c", script);
    return Reprise.observe(command, new RunControl(), lines::add).shellCode();
  }

  @Test
  void observedProcessesAreFollowedToTheirEnds() throws RepriseException {
    assertThat(observe("(exit 3) | cat; exit ${PIPESTATUS[0]}")).isEqualTo(3);
    assertThat(lines.stream().filter(line -> line.contains("+++ exited with")).count())
        .isEqualTo(3);
  }

  @Test
  void observedSignalsHaveTheirEffect() throws RepriseException {
    assertThat(observe("trap 'exit 9' USR1; kill -USR1 $$; sleep 5")).isEqualTo(9);
    assertThat(lines).anyMatch(line -> line.contains("--- SIGUSR1 ---"));
    assertThat(observe("kill -TERM $$")).isEqualTo(143);
  }
}
