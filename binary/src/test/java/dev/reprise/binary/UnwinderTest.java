package dev.reprise.binary;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnwinderTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "-O2, callback, report compare msort_with_tmp qsort_r in_callback main",
    "-O2, recursion, report recurse recurse recurse",
    "-O0, realigned, report recurse recurse recurse recurse realigned main",
    "-O2, realigned, report recurse recurse recurse recurse realigned main",
    "-O2, raise, report handler",
    "-O2, fault, report handler __restore_rt faults main",
    "-O2, alternate, report handler __restore_rt faults main",
    "-static, callback, report compare msort_with_tmp __qsort_r in_callback main",
    "-static, raise, report handler __restore_rt",
    "-no-pie, fault, report handler __restore_rt faults main"
  })
  void agreesWithTheCompilersUnwinder(String option, String situation, String names)
      throws Exception {
    StackReport report = StackReport.of(StackReport.compile(folder, option, "-g"), situation);
    List<StackFrame> frames = report.unwind();
    assertThat(frames.stream().skip(1).map(StackFrame::pc)).isEqualTo(report.callers);
    List<String> expected = List.of(names.split(" ", -1));
    for (int i = 0; i < expected.size(); i++) {
      // A stripped C library names only what it exports; a compiler adds what it did to a clone.
      Symbol symbol = frames.get(i).symbol();
      if (symbol != null) {
        assertThat(symbol.name().split("[.]", -1)[0]).isEqualTo(expected.get(i));
      }
    }
    assertThat(frames.getFirst().toString()).startsWith("report+0x");
  }

  @Test
  void followsFramePointersWhereThereAreNoTables() throws Exception {
    Path program =
        StackReport.compile(
            folder, "-O1", "-fno-asynchronous-unwind-tables", "-fno-omit-frame-pointer");
    StackReport report = StackReport.of(program, "recursion");
    assertThat(report.unwind().stream().map(UnwinderTest::nameOf))
        .startsWith("report", "recurse", "recurse")
        .containsSubsequence("recurse", "main", "_start");
  }

  private static String nameOf(StackFrame frame) {
    return frame.symbol() == null ? "??" : frame.symbol().name();
  }

  @Test
  void stopsAtCodeWithoutFile() {
    RegisterSnapshot registers = RegisterSnapshot.empty().with(Register.RIP, 0x1234);
    List<StackFrame> frames = new Unwinder(List.of(), address -> 0).unwind(registers);
    assertThat(frames).singleElement().hasToString("?? (0x1234)");
  }

  @Test
  void survivesDamagedStacks() throws Exception {
    StackReport report = StackReport.of(StackReport.compile(folder, "-O2"), "alternate");
    List<Long> addresses = report.memory.keySet().stream().sorted().toList();
    Random random = FuzzSeed.random();
    for (int round = 0; round < 200; round++) {
      long address = addresses.get(random.nextInt(addresses.size()));
      long other = addresses.get(random.nextInt(addresses.size()));
      report.memory.put(address, random.nextBoolean() ? random.nextLong() : other);
      assertThat(report.unwind()).isNotEmpty();
    }
  }

  /** The first lines are the expression of every procedure linkage table: is rip past the push? */
  @ParameterizedTest
  @CsvSource({
    "770880003f1a3b2a332422, 100b, 100, 110",
    "770880003f1a3b2a332422, 100a, 100, 108",
    "3533, 0, 0, 3",
    "0864 08c8 1c, 0, 0, -64",
    "09ff 19, 0, 0, 1",
    "77a00106, 0, 0, 1a0",
    "33 31 32 17 1c 22, 0, 0, 4",
    "30 28 0100 96 35, 0, 0, 5"
  })
  void evaluatesExpressions(String hex, String rip, String rsp, String expected)
      throws IOException {
    Region code = region(hex.replace(" ", ""));
    RegisterSnapshot registers =
        RegisterSnapshot.empty()
            .with(Register.RIP, Long.parseLong(rip, 16))
            .with(Register.RSP, Long.parseLong(rsp, 16));
    long value = DwarfExpression.evaluate(code, registers, address -> address + 0x100, 0);
    assertThat(Long.toString(value, 16)).isEqualTo(expected);
  }

  private static Region region(String hex) {
    return new Region(Region.littleEndian(HexFormat.of().parseHex(hex)), 0);
  }

  @Test
  void survivesRandomExpressions() {
    Random random = FuzzSeed.random();
    RegisterSnapshot registers = RegisterSnapshot.empty().with(Register.RSP, 0x7fff0000);
    int succeeded = 0;
    for (int round = 0; round < 20_000; round++) {
      byte[] code = new byte[1 + random.nextInt(12)];
      random.nextBytes(code);
      try {
        DwarfExpression.evaluate(
            new Region(Region.littleEndian(code), 0), registers, address -> address, 1);
        succeeded++;
      } catch (IOException expected) {
        assertThat(expected.getMessage()).isNotEmpty();
      }
    }
    assertThat(succeeded).isPositive();
  }
}
