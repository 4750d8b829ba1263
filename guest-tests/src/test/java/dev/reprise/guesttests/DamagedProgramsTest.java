package dev.reprise.guesttests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.RepriseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Programs with random damage to their headers end as they do natively, in two runs alike, as the
 * run's first program and as one that a shell executes.
 *
 * <p>{@code -Dreprise.fuzz.seeds=N} changes how many there are, and {@code
 * -Dreprise.fuzz.first=SEED} which is the first.
 */
@Tag("reprise")
class DamagedProgramsTest {
  private static final int FIRST = Integer.getInteger("reprise.fuzz.first", 0);
  private static final int END = FIRST + Integer.getInteger("reprise.fuzz.seeds", 40);

  /** In seconds; the programs that end do so at once. */
  private static final int LIMIT = 10;

  private static final int LIMIT_EXIT = 124;

  /** A program whose memory is damaged may see how long its name is: as long as in /work. */
  private static final String AT_HOME = "mount --bind . /home && cd /home || exit; ";

  /** As a shell tells it; what a limit ends has no digest that two runs could share. */
  private record End(int exit, String output, String digest) {}

  @TempDir Path directory = Path.of("");
  @TempDir Path collection = Path.of("");

  @Test
  void firstProgramsEndAsNatively() throws Exception {
    DamagedProgram programs = new DamagedProgram();
    Path program = directory.resolve("program");
    StringBuilder differences = new StringBuilder();
    for (int seed = FIRST; seed < END; seed++) {
      programs.write(seed, program);
      End one = underReprise();
      End other = underReprise();
      TreeSet<String> natively = natively();
      String shown = one.exit() + " " + one.output();
      // Where addresses decide, each end is right.
      if (!one.equals(other) || !natively.contains(shown)) {
        differences.append(seed + ": " + natively + " -> " + one + ", " + other + "\n");
      }
    }
    assertThat(differences.toString()).isEmpty();
  }

  @Test
  void aShellSeesWhatItSeesNatively() throws Exception {
    DamagedProgram programs = new DamagedProgram();
    Path program = directory.resolve("program");
    TreeSet<Integer> ending = new TreeSet<>();
    for (int seed = FIRST; seed < END; seed++) {
      programs.write(seed, program);
      TreeSet<String> natively = natively();
      if (natively.size() == 1 && !natively.first().startsWith(LIMIT_EXIT + " ")) {
        ending.add(seed);
        Files.move(program, collection.resolve("p" + seed));
      }
    }
    String each = ending.stream().map(seed -> "p" + seed).collect(Collectors.joining(" "));
    String script = "for p in " + each + "; do ./$p 2> /dev/null; echo $p $?; done";
    Ran natively =
        NativeRun.run(collection, List.of("unshare", "-Urm", "/bin/bash", "-c", AT_HOME + script));
    List<String> command = List.of("/bin/bash", "-c", script);
    Ran one = RepriseRun.run(collection, command);
    assertThat(one.stdout()).isEqualTo(natively.stdout());
    assertThat(RepriseRun.run(collection, command).digest()).isEqualTo(one.digest());
  }

  /** What is seen with random addresses, twice, and with fixed ones and three environments. */
  private TreeSet<String> natively() throws IOException, InterruptedException {
    List<String> fixed = List.of("setarch", "-R");
    List<String> larger = List.of("setarch", "-R", "env", "PADDING=" + "x".repeat(3000));
    List<String> empty = List.of("setarch", "-R", "env", "-i");
    return new TreeSet<>(
        List.of(
            natively(List.of()),
            natively(List.of()),
            natively(fixed),
            natively(larger),
            natively(empty)));
  }

  /** In a user namespace, as in a run: root of the host may have memory at address 0. */
  private String natively(List<String> how) throws IOException, InterruptedException {
    String script = AT_HOME + "ulimit -c 0; exec ./program 2> /dev/null";
    List<String> limited = List.of("timeout", "-s", "KILL", LIMIT + "", "unshare", "-Urm");
    List<String> command = new ArrayList<>(limited);
    command.addAll(how);
    command.addAll(List.of("/bin/bash", "-c", script));
    Ran ran = NativeRun.run(directory, command);
    return (ran.exit() == 137 ? LIMIT_EXIT : ran.exit()) + " " + ran.stdout();
  }

  private End underReprise() throws IOException {
    try {
      Ran ran =
          RepriseRun.run(
              directory,
              List.of("./program"),
              config -> config.wallTimeout(Duration.ofSeconds(LIMIT)));
      return new End(ran.exit(), ran.stdout(), ran.exit() == LIMIT_EXIT ? "" : ran.digest());
    } catch (RepriseException e) {
      assertThat(e.getMessage()).doesNotContain("\n").doesNotContain("Exception");
      return switch (e.kind()) {
        case NOT_FOUND -> new End(127, "", String.valueOf(e.getMessage()));
        case NOT_EXECUTABLE -> new End(126, "", String.valueOf(e.getMessage()));
        default -> throw new AssertionError(e);
      };
    }
  }
}
