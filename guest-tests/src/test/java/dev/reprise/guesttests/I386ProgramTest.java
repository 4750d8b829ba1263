package dev.reprise.guesttests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program made by hand is what it says, else refusing it would prove nothing. */
class I386ProgramTest {

  @TempDir Path directory = Path.of("");

  @Test
  void isTakenForA32BitProgram() throws Exception {
    Path program = directory.resolve("i386");
    I386Program.write(program);
    Ran ran = NativeRun.run(directory, List.of("/usr/bin/readelf", "-h", program.toString()));
    assertThat(ran.stdout()).contains("ELF32", "Intel 80386", "EXEC");
  }
}
