package dev.reprise.binary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SourceLinesTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"llvm-symbolizer", "eu-addr2line"})
  void findsTheLinesOfAStack(String name) throws Exception {
    SourceLines lines = only(name);
    Path spaced = Files.createDirectory(folder.resolve("with a space"));
    StackReport report = StackReport.of(StackReport.compile(spaced, "-g", "-O1"), "raise");
    List<StackFrame> frames = report.unwind();
    List<List<SourceLine>> found = lines.find(frames, module -> Path.of(module.path()));
    assertThat(found).hasSameSizeAs(frames);
    SourceLine innermost = found.getFirst().getLast();
    assertThat(innermost.function()).isEqualTo("report");
    assertThat(innermost.file()).endsWith("stacks.c");
    String source = Files.readAllLines(Path.of("src/test/c/stacks.c")).get(innermost.line() - 1);
    assertThat(source).contains("__asm__");
    assertThat(found.stream().flatMap(List::stream).map(SourceLine::function))
        .contains("handler", "raises", "main");
  }

  /** A folder with a link to the one program, so that no other is found first. */
  private SourceLines only(String name) throws Exception {
    for (String candidate : System.getenv().getOrDefault("PATH", "").split(":", -1)) {
      Path program = Path.of(candidate, name);
      if (Files.isExecutable(program) && Files.notExists(folder.resolve(name))) {
        Files.createSymbolicLink(folder.resolve(name), program);
      }
    }
    assumeTrue(Files.exists(folder.resolve(name)), name + " is not installed");
    return SourceLines.find(folder.toString()).orElseThrow();
  }

  @Test
  void answersNothingWithoutAProgramOrAFile() {
    assertThat(SourceLines.find(folder.toString())).isEmpty();
    assertThat(SourceLines.find("")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "a.c:3:5, a.c, 3, 5",
    "a.c:3, a.c, 3, 0",
    "??:0:0, , 0, 0",
    "??:0, , 0, 0",
    "a:b.c:7:1, a:b.c, 7, 1",
    "a.c, a.c, 0, 0",
    "a.c:12345678901, a.c:12345678901, 0, 0"
  })
  void parsesPlaces(String place, String file, int line, int column) {
    assertThat(SourceLine.parse("f", place)).isEqualTo(new SourceLine("f", file, line, column));
  }

  @Test
  void readsInlinedFrames() {
    List<String> llvm = List.of("deep", "i.c:2:73", "main", "i.c:4:33", "", "??", "??:0:0", "");
    List<String> elfutils =
        List.of(
            "0x0000000000001051",
            "deep inlined at i.c:4:33 in main",
            "i.c:2:73",
            "main",
            "i.c:4:33",
            "0x0000000000000010",
            "??",
            "??:0");
    List<SourceLine> inlined =
        List.of(new SourceLine("deep", "i.c", 2, 73), new SourceLine("main", "i.c", 4, 33));
    assertThat(SymbolizerOutput.llvm(llvm)).containsExactly(inlined, List.of());
    assertThat(SymbolizerOutput.elfutils(elfutils)).containsExactly(inlined, List.of());
    assertThat(SymbolizerOutput.elfutils(List.of())).isEmpty();
  }
}
