package dev.reprise;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Verification of a deterministic program, and of one whose inputs change under its hands. */
class VerifyTest {
  @TempDir Path folder;

  @Test
  void runsUnderOtherConditionsAreEqual() throws Exception {
    Files.writeString(folder.resolve("b"), "2");
    Files.writeString(folder.resolve("a"), "1");
    Command command =
        Guests.command(c -> c.workdir(folder), "sh", "-c", "ls -la; date +%N; umask; echo $$ > c");
    VerifyReport report = Reprise.verify(command, 2, new RunControl(), line -> {});
    assertThat(report.differences()).isEmpty();
    assertThat(report.isEqual()).isTrue();
    assertThat(folder.resolve("c")).doesNotExist();
  }

  @Test
  void aChangedInputIsShownAtTheReadThatMetIt() throws Exception {
    Path input = Files.writeString(folder.resolve("input"), "0");
    Command command =
        Guests.command(
            c -> c.mounts(List.of(new Mount(folder, Path.of("/data"), true))),
            "cat",
            "/data/input");
    VerifyReport report =
        Reprise.verify(
            command,
            2,
            new RunControl(),
            line -> {
              // The line announces a run.
              try {
                Files.writeString(input, line.contains("run 2") ? "2" : "1");
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    assertThat(report.isEqual()).isFalse();
    VerifyReport.Divergence divergence = Objects.requireNonNull(report.divergence());
    assertThat(divergence.moment().isOf(report.first().run())).isTrue();
    assertThat(divergence.first().getFirst()).contains("read(3, ");
    assertThat(divergence.second().getFirst()).contains("read(3, \"2\"");
    assertThat(divergence.second()).anyMatch(frame -> frame.contains("libc"));
  }
}
