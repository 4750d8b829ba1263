package dev.reprise.binary;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Asks binutils' disassembler, by which this module's own decoding is judged. */
final class Objdump {
  private Objdump() {}

  /** One disassembled instruction. */
  record Line(long vaddr, int length, String text) {}

  /**
   * Disassembles the executable sections; skips the test where the program or the file is absent.
   */
  static void disassemble(Path file, Consumer<Line> consumer) throws IOException {
    assumeTrue(onPath("objdump"), "objdump is not installed");
    assumeTrue(Files.exists(file), file + " does not exist");
    Process process =
        new ProcessBuilder(List.of("objdump", "-dw", "-z", "--insn-width=16", file.toString()))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
      reader.lines().forEach(line -> parse(line, consumer));
    } finally {
      process.destroy();
    }
  }

  static boolean onPath(String program) {
    String path = System.getenv().getOrDefault("PATH", "");
    return Stream.of(path.split(":")).anyMatch(dir -> Files.isExecutable(Path.of(dir, program)));
  }

  /** A line is an address, a colon, a tab, hexadecimal bytes, a tab and the text. */
  private static void parse(String line, Consumer<Line> consumer) {
    int colon = line.indexOf(":\t");
    int tab = line.indexOf('\t', colon + 2);
    if (colon > 0 && tab > 0) {
      long vaddr = Long.parseUnsignedLong(line.substring(0, colon).trim(), 16);
      String bytes = line.substring(colon + 2, tab).trim();
      consumer.accept(new Line(vaddr, (bytes.length() + 1) / 3, line.substring(tab + 1)));
    }
  }
}
