package dev.reprise.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
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

  @Test
  void wordsToCompressAreFixed() throws Exception {
    String words = GeneratedText.words(1, 10_000);
    assertThat(words).hasSize(10_000).isNotEqualTo(GeneratedText.words(2, 10_000));
    assertThat(sha256(words))
        .isEqualTo("517ab94a8ac0780b952d184b622f2dc55d7f69250aa449f9ff9cd72778681536");
  }

  @Test
  void treeIsFixed() {
    List<String> paths = IntStream.range(0, 200_000).mapToObj(GeneratedTree::path).toList();
    assertThat(paths)
        .doesNotHaveDuplicates()
        .startsWith("d0/d0/file0")
        .contains("d17/d3/file42")
        .endsWith("d199/d9/file99");
  }

  @Test
  void libraryIsFixedAndOfTheSizeOfLua() throws Exception {
    GeneratedProject project = GeneratedLibrary.project();
    assertThat(project.sources().keySet()).filteredOn(name -> name.endsWith(".c")).hasSize(34);
    assertThat(project.outputs()).contains("library.a", "interpreter", "part31.o").hasSize(37);
    assertThat(sha256(project.sources().toString()))
        .isEqualTo("bbd01a133761bc5efc07c729a58b2b9ae695f6aac21ada46ab2c8d95282f21ef");
  }

  @Test
  void proteinsAreFixed() throws Exception {
    assertThat(sha256(GeneratedProteins.alignment()))
        .isEqualTo("b748deb7d2f73b558e8ab430c978ccfa576d702c1a696cc7f053b34e73b9c02f");
    assertThat(sha256(GeneratedProteins.database(1_000)))
        .isEqualTo("44e5bc124c64459ba016096a4f62ae6f02b60b84ff35dadfd7b4b6a042ac9dca");
  }

  @Test
  void alignmentIsFixed() throws Exception {
    String alignment = GeneratedAlignment.phylip(5, 100);
    assertThat(alignment.lines()).hasSize(6).first().isEqualTo("5 100");
    assertThat(sha256(alignment))
        .isEqualTo("7ecfce271a61385a2adc911f523ec2c15a95b11bb612addee40470e1344dc349");
  }

  @Test
  void javaIsFixed() throws Exception {
    assertThat(GeneratedJava.outputs(100)).hasSize(200).contains("example/p9/Type99.class");
    assertThat(GeneratedJava.sources(100)).hasSize(100);
    assertThat(sha256(GeneratedJava.sources(100).toString()))
        .isEqualTo("17b5c1af2417ab4715401e59f0c7a0153d65c880e8ba16ae7ef8d0d1dafd84b0");
  }

  private static String sha256(String text) throws Exception {
    byte[] digest =
        MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(digest);
  }
}
