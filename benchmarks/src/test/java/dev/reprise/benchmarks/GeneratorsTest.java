package dev.reprise.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/**
 * The inputs are the same on every machine: figures of different machines would otherwise not be of
 * the same work. A digest that changes makes earlier figures of its row incomparable.
 */
class GeneratorsTest {
  @Test
  void linesToSortAreFixed() throws Exception {
    String lines = GeneratedText.lines(1_000);
    assertThat(lines.lines()).hasSize(1_000);
    assertThat(sha256(lines))
        .isEqualTo("0c4ebe6c5603ed805c7f400f90dd7345ee6417d67e6d8e5f5f5ddbe5bbb9de35");
  }

  @Test
  void sourceFileIsFixedAndHas2000Lines() throws Exception {
    String source = GeneratedSource.file(2_000);
    assertThat(source.lines()).hasSize(2_000);
    assertThat(sha256(source))
        .isEqualTo("7b7fb4ba0c1be8fcbc0578fdd48462ccb374c7363a2ae6b74fa0ffc30ebe742d");
  }

  @Test
  void projectIsFixedAndHasTwelveCFiles() throws Exception {
    GeneratedProject project = GeneratedProject.of(12);
    assertThat(project.sources().keySet()).filteredOn(name -> name.endsWith(".c")).hasSize(12);
    assertThat(project.outputs()).hasSize(13).contains("program", "main.o", "part1.o", "part11.o");
    assertThat(sha256(project.sources().toString()))
        .isEqualTo("5b8a487366ff42f1ed168438884bf3979209aa234f65f75e5d62bdaf990e3291");
  }

  private static String sha256(String text) throws Exception {
    byte[] digest =
        MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(digest);
  }
}
