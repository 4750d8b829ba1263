package dev.reprise.guest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BootProgramTest {
  private static final int NOBODY = 1 << 30;

  @TempDir Path folder = Path.of("");

  @Test
  void itEndsWhenItsParentIsNoLongerThere() throws Exception {
    Process orphan = start(NOBODY);
    assertThat(orphan.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(orphan.exitValue()).isEqualTo(1);
  }

  @Test
  void itSleepsWhileItsParentLives() throws Exception {
    Process child = start((int) ProcessHandle.current().pid());
    assertThat(child.waitFor(300, TimeUnit.MILLISECONDS)).isFalse();
    child.destroyForcibly().waitFor();
  }

  private Process start(int parent) throws IOException {
    Path file = Files.write(folder.resolve("boot"), BootProgram.elf(parent));
    assertThat(file.toFile().setExecutable(true)).isTrue();
    return new ProcessBuilder(file.toString()).start();
  }
}
