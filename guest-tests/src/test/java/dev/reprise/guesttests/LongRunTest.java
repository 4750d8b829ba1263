package dev.reprise.guesttests;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The tracer keeps nothing of the calls that are over: as much of its heap is in use at the end of
 * a long run as near its beginning.
 *
 * <p>{@code -Dreprise.calls=30000000} makes the run really long. The figures are printed.
 */
@Tag("reprise")
class LongRunTest {
  private static final long CALLS = Long.getLong("reprise.calls", 400_000);
  private static final String MEASURED = "in use ";

  /** What classes that are loaded late, and other threads of the JVM, may need. */
  private static final long TOLERATED = 256 << 10;

  @TempDir Path directory = Path.of("");

  @Test
  void theHeapDoesNotGrow() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseSerialGC",
                "-Xmx32m",
                "-cp",
                System.getProperty("java.class.path"),
                LongRun.class.getName(),
                String.valueOf(CALLS),
                directory.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), ISO_8859_1);
    assertThat(process.waitFor()).as(said).isZero();
    List<Long> inUse =
        said.lines()
            .filter(line -> line.startsWith(MEASURED))
            .map(line -> Long.parseLong(line.substring(MEASURED.length())))
            .toList();
    assertThat(inUse).as(said).hasSizeGreaterThan(3);
    // The first measurements may be those of the start.
    long early = inUse.get(inUse.size() / 4 + 1);
    long late = inUse.getLast();
    System.out.printf(
        "heap in use in a run of %,d system calls: %,d bytes after a quarter, %,d at the end%n",
        CALLS, early, late);
    assertThat(late).as("bytes at the end").isLessThanOrEqualTo(early + TOLERATED);
  }
}
