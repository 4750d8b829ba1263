package dev.reprise.binary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A damaged file causes a {@link MalformedElfException} or an incomplete answer, nothing worse. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ElfFuzzTest {
  private static final int ROUNDS = 150;
  private static final Path VICTIM = Path.of("/lib64/ld-linux-x86-64.so.2");

  @Test
  void survivesDamage() throws IOException {
    assumeTrue(Files.exists(VICTIM));
    byte[] sound = Files.readAllBytes(VICTIM);
    ElfFile file = ElfFile.of(ByteBuffer.wrap(sound));
    Section frames = file.section(".eh_frame").orElseThrow();
    Segment header = file.firstSegment(Segment.EH_FRAME_HEADER).orElseThrow();
    long sectionTable = sound.length - 64L * file.sections().size();
    long[][] targets = {
      {0, 64 + 56L * file.segments().size()},
      {sectionTable, sound.length - sectionTable},
      {frames.offset(), frames.size()},
      {header.offset(), header.fileSize()},
      {0, sound.length}
    };
    Random random = FuzzSeed.random();
    int survived = 0;
    for (int round = 0; round < ROUNDS; round++) {
      byte[] damaged = damage(sound, targets[round % targets.length], random);
      if (random.nextInt(3) == 0) {
        hideSearchTable(damaged, file.segments().indexOf(header));
      }
      try {
        useEverything(ElfFile.of(ByteBuffer.wrap(damaged)), random);
        survived++;
      } catch (MalformedElfException expected) {
        assertThat(expected.getMessage()).isNotEmpty();
      }
    }
    assertThat(survived).isPositive();
  }

  private static byte[] damage(byte[] sound, long[] target, Random random) {
    boolean truncate = random.nextInt(10) == 0;
    byte[] result = Arrays.copyOf(sound, truncate ? random.nextInt(sound.length) : sound.length);
    int count = 1 << random.nextInt(10);
    for (int i = 0; i < count; i++) {
      int at = (int) (target[0] + random.nextLong(target[1]));
      if (at < result.length) {
        result[at] = (byte) (random.nextInt(4) == 0 ? 0xff : random.nextInt(256));
      }
    }
    return result;
  }

  /** Makes the file like a static program, whose functions are found without the linker's help. */
  private static void hideSearchTable(byte[] image, int segment) {
    int type = 64 + 56 * segment;
    if (type < image.length) {
      image[type] = 0;
    }
  }

  private static void unwindOnce(Fde fde, long vaddr, Random random) {
    RegisterSnapshot registers = RegisterSnapshot.empty();
    for (Register register : Register.values()) {
      registers = registers.with(register, random.nextLong());
    }
    try {
      CfiProgram.rowAt(fde, vaddr).apply(registers, address -> ~address, fde.cie().returnColumn());
    } catch (IOException expected) {
      assertThat(expected.getMessage()).isNotEmpty();
    }
  }

  private static void useEverything(ElfFile file, Random random) throws MalformedElfException {
    MalformedElfException failure = null;
    try {
      file.buildId();
      file.interpreter();
    } catch (MalformedElfException expected) {
      failure = expected;
    }
    file.symbols().named("_dl_start");
    for (int i = 0; i < 200; i++) {
      long vaddr = random.nextLong(file.size() + 1);
      file.symbols().at(vaddr);
      Optional<Fde> fde = file.ehFrame().find(vaddr);
      if (fde.isPresent()) {
        unwindOnce(fde.get(), vaddr, random);
      }
    }
    InstructionSites.find(file);
    if (failure != null) {
      throw failure;
    }
  }
}
