package dev.reprise.binary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the C program {@code stacks.c} printed of itself. */
final class StackReport {
  final Map<Register, Long> registers = new EnumMap<>(Register.class);
  final Map<Long, Long> memory = new HashMap<>();
  final List<Long> callers = new ArrayList<>();
  final List<LoadedModule> modules = new ArrayList<>();
  private final Map<String, ElfFile> files = new HashMap<>();

  /** Compiles the program; skips the test where there is no compiler. */
  static Path compile(Path folder, String... options) throws Exception {
    assumeTrue(Objdump.onPath("gcc"), "gcc is not installed");
    Path program = folder.resolve("stacks");
    List<String> command = new ArrayList<>(List.of("gcc", "-w", "-o", program.toString()));
    command.addAll(List.of(options));
    command.add("src/test/c/stacks.c");
    Process compiler = new ProcessBuilder(command).inheritIO().start();
    assertThat(compiler.waitFor()).isZero();
    return program;
  }

  /** Runs the program and reads its report. */
  static StackReport of(Path program, String situation) throws Exception {
    Process process = new ProcessBuilder(program.toString(), situation).start();
    StackReport report = new StackReport();
    try (Reader reader = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line : reader.readAllLines()) {
        report.take(line.split("\\s+", 7));
      }
    }
    assertThat(process.waitFor()).isZero();
    return report;
  }

  private void take(String[] words) throws IOException {
    switch (words[0]) {
      case "register" ->
          registers.put(Register.ofNumber(Integer.parseInt(words[1])), parseHex(words[2]));
      case "word" -> memory.put(parseHex(words[1]), parseHex(words[2]));
      case "frame" -> callers.add(parseHex(words[1]));
      case "map" -> takeMapping(words);
      default -> throw new AssertionError(words[0]);
    }
  }

  private void takeMapping(String[] words) throws IOException {
    if (words.length == 7 && words[6].startsWith("/") && words[2].contains("x")) {
      int dash = words[1].indexOf('-');
      ElfFile file = files.get(words[6]);
      if (file == null) {
        file = ElfFile.open(Path.of(words[6]));
        files.put(words[6], file);
      }
      modules.add(
          LoadedModule.of(
              words[6],
              parseHex(words[1].substring(0, dash)),
              parseHex(words[1].substring(dash + 1)),
              parseHex(words[3]),
              file));
    }
  }

  private static long parseHex(String text) {
    return Long.parseUnsignedLong(text, 16);
  }

  long readLong(long address) throws IOException {
    Long value = memory.get(address);
    if (value == null) {
      throw new IOException("no word at " + Long.toHexString(address));
    }
    return value;
  }

  List<StackFrame> unwind() {
    return new Unwinder(modules, this::readLong).unwind(RegisterSnapshot.of(registers));
  }
}
