package dev.reprise.binary;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InstructionLengthsTest {
  private final InstructionLengths decoder = new InstructionLengths();

  private int decode(String hex) {
    byte[] code = HexFormat.of().parseHex(hex);
    return decoder.decode(code, 0, code.length);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "90", // nop
        "0fa2", // cpuid
        "f30fc7f8", // rdpid rax
        "490fc7f7", // rdrand r15
        "c7f800000000", // xbegin
        "48b8efcdab8967452301", // movabs
        "67a178563412", // mov eax, with a 4-byte address
        "48a1efcdab8967452301", // movabs from an address
        "c8100001", // enter
        "f6c001", // test with an immediate
        "f6d0", // not, of the same group without one
        "66c7001234", // mov word with an immediate of its size
        "0f38f006", // movbe
        "c5f877", // vzeroupper
        "c4e37d19c101", // vextractf128
        "62f17c4810400a", // vmovups zmm with a compressed displacement
        "8fe97881c0", // vfrczss, XOP
        "660f78c00102", // extrq with two immediates
        "660f1f840000000000", // long nop
        "66662e0f1f840000000000", // longer nop
        "666648e800000000" // call with prefixes that the linker filled in
      })
  void knowsTheLengthOfOddInstructions(String hex) {
    assertThat(decode(hex)).isEqualTo(hex.length() / 2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "66",
        "06",
        "0f04",
        "66c5f877",
        "d5",
        "62f97c4810400a",
        "66e900000000",
        "2e2e2e2e2e2e2e2e2e2e2e2e2e2e2e90",
        "0f",
        "4889",
        "b80000",
        "488b05"
      })
  void refusesWhatIsNoWholeInstruction(String hex) {
    assertThat(decode(hex)).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "488b0511223344, true, 3, 4, 0",
    "488b8011223344, false, 3, 4, 0",
    "c7050000000001000000, true, 2, 4, 4",
    "8b442408, false, 3, 1, 0",
    "8b042511223344, false, 3, 4, 0",
    "89c8, false, -1, 0, 0"
  })
  void tellsWhereTheDisplacementIs(
      String hex, boolean ripRelative, int offset, int size, int immediate) {
    assertThat(decode(hex)).isEqualTo(hex.length() / 2);
    assertThat(decoder.isRipRelative()).isEqualTo(ripRelative);
    assertThat(decoder.displacementOffset()).isEqualTo(offset);
    assertThat(decoder.displacementSize()).isEqualTo(size);
    assertThat(decoder.immediateSize()).isEqualTo(immediate);
  }

  @ParameterizedTest
  @CsvSource({
    "e800000000, true",
    "eb00, true",
    "0f8400000000, true",
    "c7f800000000, true",
    "e300, true",
    "c7c000000000, false",
    "ff20, false",
    "c3, false"
  })
  void tellsRelativeBranches(String hex, boolean branch) {
    assertThat(decode(hex)).isEqualTo(hex.length() / 2);
    assertThat(decoder.isRelativeBranch()).isEqualTo(branch);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/lib/x86_64-linux-gnu/libc.so.6", "/lib64/ld-linux-x86-64.so.2"})
  void agreesWithObjdump(String path) throws IOException {
    ElfFile file = ElfFile.open(Path.of(path));
    byte[] code = new byte[(int) file.size()];
    file.read(0, code, code.length);
    List<String> wrong = new ArrayList<>();
    int[] count = {0};
    Objdump.disassemble(
        Path.of(path),
        line -> {
          int offset = (int) file.offsetOf(line.vaddr()).orElseThrow();
          int length = decoder.decode(code, offset, code.length);
          boolean relative = line.text().contains("(%rip)") || line.text().contains("(%eip)");
          count[0]++;
          if (length != line.length() || decoder.isRipRelative() != relative) {
            wrong.add(line + " but decoded " + length);
          }
        });
    System.out.println(path + ": " + count[0] + " instructions");
    assertThat(count[0]).isGreaterThan(10_000);
    assertThat(wrong).isEmpty();
  }

  @Test
  void survivesRandomBytes() {
    Random random = FuzzSeed.random();
    byte[] code = new byte[1 << 20];
    random.nextBytes(code);
    for (int i = 0; i < code.length; i++) {
      int end = Math.min(code.length, i + random.nextInt(20));
      assertThat(decoder.decode(code, i, end)).isBetween(0, Math.min(end - i, 15));
    }
  }

  @Test
  void findsTheOpcodeBehindPrefixes() {
    assertThat(decode("f3490fc7ff")).isEqualTo(5);
    assertThat(decoder.opcodeOffset()).isEqualTo(2);
    assertThat(decoder.map()).isEqualTo(1);
    assertThat(decoder.opcode()).isEqualTo(0xc7);
    assertThat(decoder.rex()).isEqualTo(0x49);
    assertThat(decoder.repeatPrefix()).isEqualTo(0xf3);
    assertThat(decoder.modrm()).isEqualTo(0xff);
  }
}
