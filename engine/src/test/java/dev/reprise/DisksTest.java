package dev.reprise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where written files go, and what happens when there is no room. */
class DisksTest {
  @TempDir Path folder;

  @Test
  void aFullDiskIsAnErrorOfTheGuest() throws RepriseException {
    RunResult result =
        Guests.run(
            c -> c.memoryBytes(32L << 20), "dd", "if=/dev/zero", "of=/tmp/x", "bs=1M", "count=99");
    assertThat(result.exitStatus().exitCode()).isEqualTo(1);
    assertThat(result.stderr().text()).contains("No space left on device");
  }

  @Test
  void writesAsideAreListedAndCommitted() throws Exception {
    Path kept = folder.resolve("kept");
    RunResult result =
        Guests.run(
            c ->
                c.fileAccess(FileAccess.OVERLAY)
                    .writable(List.of(Path.of("/var")))
                    .listChanges(true)
                    .commit(kept),
            "sh",
            "-c",
            "echo new > /var/reprise-test");
    assertThat(result.changes()).contains(new Change(Change.Kind.ADDED, "/var/reprise-test"));
    assertThat(kept.resolve("root/var/reprise-test")).hasContent("new");
    assertThat(Path.of("/var/reprise-test")).doesNotExist();
  }

  @Test
  void aDirectoryInUseTakesNoCommit() throws Exception {
    Files.writeString(folder.resolve("old"), "");
    assertThatThrownBy(() -> Guests.run(c -> c.commit(folder), "true"))
        .hasMessageContaining(folder + ": it is not empty");
  }

  @Test
  void theLogTellsOfTheRunsSteps() throws Exception {
    Path log = folder.resolve("log");
    Guests.run(c -> c.logLevel(LogLevel.DEBUG).logFile(log), "sh", "-c", "true; exit 4");
    assertThat(log).content().contains("info: run ", "debug: container: ", "exits with 4");
  }
}
