package dev.reprise.binary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ElfFileTest {
  private static final Path LIBC = Path.of("/lib/x86_64-linux-gnu/libc.so.6");

  private static ByteBuffer header(int elfClass, int byteOrder, int machine) {
    ByteBuffer bytes = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putInt(0, 0x464c457f).put(4, (byte) elfClass).put(5, (byte) byteOrder).put(6, (byte) 1);
    bytes.order(byteOrder == 1 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    return bytes.putShort(16, (short) 2).putShort(18, (short) machine);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1, 3, i386",
    "1, 1, 62, x32",
    "2, 1, 183, aarch64",
    "2, 2, 22, s390x",
    "2, 1, 243, riscv64",
    "2, 1, 9999, machine number 9999"
  })
  void namesForeignMachines(int elfClass, int byteOrder, int machine, String name) {
    assertThatThrownBy(() -> ElfFile.of(header(elfClass, byteOrder, machine)))
        .hasMessageContaining(name)
        .asInstanceOf(type(MalformedElfException.class))
        .extracting(MalformedElfException::reason)
        .isEqualTo(MalformedElfException.Reason.FOREIGN_MACHINE);
  }

  @Test
  void tellsAScriptFromAProgram() {
    ByteBuffer script = ByteBuffer.wrap("#!/bin/sh\n".getBytes(StandardCharsets.US_ASCII));
    assertThatThrownBy(() -> ElfFile.of(script))
        .asInstanceOf(type(MalformedElfException.class))
        .extracting(MalformedElfException::reason)
        .isEqualTo(MalformedElfException.Reason.NOT_ELF);
  }

  @Test
  void readsAHeaderWithoutAnythingElse() throws IOException {
    ElfFile file = ElfFile.of(header(2, 1, 62).putLong(24, 0x401000));
    assertThat(file.type()).isEqualTo(ElfFile.Type.EXECUTABLE);
    assertThat(file.entry()).isEqualTo(0x401000);
    assertThat(file.segments()).isEmpty();
    assertThat(file.sections()).isEmpty();
    assertThat(file.isStatic()).isTrue();
    assertThat(file.isDynamic()).isFalse();
    assertThat(file.buildId()).isEmpty();
    assertThat(file.symbols().at(0x401000)).isEmpty();
    assertThat(file.ehFrame().find(0x401000)).isEmpty();
    assertThat(InstructionSites.find(file).sites()).isEmpty();
  }

  /**
   * One executable segment, whose size is the parameter, behind a header and its program header.
   */
  private static ByteBuffer program(long segmentSize, byte[] code) {
    ByteBuffer bytes = ByteBuffer.allocate(120 + code.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.put(0, header(2, 1, 62), 0, 64);
    bytes.putLong(32, 64).putShort(54, (short) 56).putShort(56, (short) 1);
    bytes.putInt(64, Segment.LOAD).putInt(68, Segment.EXECUTE).putLong(72, 120);
    bytes.putLong(80, 0x400078).putLong(96, segmentSize).putLong(104, segmentSize);
    return bytes.put(120, code);
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, Long.MIN_VALUE, Integer.MAX_VALUE, 1L << 32, 200})
  void refusesCodeThatTheFileCannotHold(long segmentSize) throws IOException {
    ElfFile file = ElfFile.of(program(segmentSize, new byte[10]));
    assertThatThrownBy(() -> InstructionSites.find(file)).isInstanceOf(MalformedElfException.class);
  }

  @Test
  void refusesAFileFullOfCandidates() throws IOException {
    byte[] code = new byte[1 << 20];
    for (int i = 0; i < code.length; i += 2) {
      code[i] = 0x0f;
      code[i + 1] = 0x31;
    }
    ElfFile file = ElfFile.of(program(code.length, code));
    assertThatThrownBy(() -> InstructionSites.find(file)).hasMessageContaining("more than");
  }

  @Test
  void reportsWhatItCannotDecide() throws IOException {
    byte[] code = HexFormat.of().parseHex("90f30fc7fb0f");
    InstructionSites found = InstructionSites.find(ElfFile.of(program(code.length, code)));
    assertThat(found.sites()).isEmpty();
    assertThat(found.unvalidated())
        .containsExactly(new Site(122, 0x40007a, 3, Site.Kind.RDSEED, Register.RBX, 4));
  }

  @Test
  void readsTheCLibrary() throws IOException {
    assumeTrue(Files.exists(LIBC));
    try (ElfFile file = ElfFile.open(LIBC)) {
      assertThat(file.type()).isEqualTo(ElfFile.Type.DYNAMIC);
      assertThat(file.interpreter()).contains("/lib64/ld-linux-x86-64.so.2");
      assertThat(file.isDynamic()).isTrue();
      assertThat(file.buildId().orElseThrow()).matches("[0-9a-f]{40}");
      Section text = file.section(".text").orElseThrow();
      assertThat(file.offsetOf(text.vaddr())).hasValue(text.offset());
    }
  }

  @Test
  void findsFunctionsByNameAndByAddress() throws IOException {
    assumeTrue(Files.exists(LIBC));
    try (ElfFile file = ElfFile.open(LIBC)) {
      Symbol qsort = file.symbols().named("qsort").orElseThrow();
      assertThat(qsort.size()).isPositive();
      assertThat(file.symbols().at(qsort.vaddr())).contains(qsort);
      assertThat(file.symbols().at(qsort.vaddr() + qsort.size() - 1)).contains(qsort);
      assertThat(file.symbols().at(qsort.vaddr() - 1)).isNotEqualTo(Optional.of(qsort));
      Fde fde = file.ehFrame().find(qsort.vaddr()).orElseThrow();
      assertThat(fde.start()).isEqualTo(qsort.vaddr());
      assertThat(fde.end()).isEqualTo(qsort.vaddr() + qsort.size());
    }
  }
}
