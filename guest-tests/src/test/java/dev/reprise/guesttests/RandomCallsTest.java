package dev.reprise.guesttests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * System calls with random arguments, twenty in each batch: two runs are equal in every result, in
 * the memory that the calls wrote, and in the digest.
 *
 * <p>{@code -Dreprise.fuzz.batches=N} changes how many batches there are for each seed: 100 make
 * ten thousand calls.
 */
@Tag("reprise")
class RandomCallsTest {
  private static final String BATCHES = System.getProperty("reprise.fuzz.batches", "15");

  @TempDir Path first = Path.of("");
  @TempDir Path second = Path.of("");

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5})
  void twoRunsAreEqual(int seed) throws Exception {
    Ran one = run(first, seed);
    assertThat(one.exit()).as(one.stderr()).isZero();
    assertThat(one.stdout()).contains(Integer.parseInt(BATCHES) - 1 + " ends with ");
    Ran other = run(second, seed);
    assertThat(other.stdout()).isEqualTo(one.stdout());
    assertThat(other.digest()).isEqualTo(one.digest());
  }

  private static Ran run(Path directory, int seed) throws Exception {
    // Batches leave files whose names no snapshot can read; what matters of them is in the output.
    Path guest = Files.createDirectory(directory.resolve("guest"));
    FuzzPrograms.install("random_calls", guest);
    return RepriseRun.run(
        guest,
        List.of("./random_calls", "table", Integer.toString(seed), "0", BATCHES),
        config -> config.fileAccess(dev.reprise.FileAccess.OVERLAY));
  }
}
