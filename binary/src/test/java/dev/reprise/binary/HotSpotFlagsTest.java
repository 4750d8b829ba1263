package dev.reprise.binary;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HotSpotFlagsTest {
  /** The machine that runs the tests has such a library itself. */
  private static final Path LIBRARY =
      Path.of(System.getProperty("java.home"), "lib/server/libjvm.so");

  private static final Path LIBC = Path.of("/lib/x86_64-linux-gnu/libc.so.6");

  @Test
  void findsDefaultsInTheFile() throws IOException {
    try (ElfFile elf = ElfFile.open(LIBRARY)) {
      Map<String, Long> found =
          HotSpotFlags.find(elf, Set.of("UsePerfData", "Tier4CompileThreshold", "NoSuchFlag"));
      assertThat(found).containsOnlyKeys("UsePerfData", "Tier4CompileThreshold");
      long ofBool = requireNonNull(found.get("UsePerfData"));
      assertThat(elf.bytes(ofBool, 1).get(0)).isEqualTo((byte) 1);
      long ofNumber = requireNonNull(found.get("Tier4CompileThreshold"));
      assertThat(elf.bytes(ofNumber, 8).getLong(0)).isEqualTo(15_000);
    }
  }

  @Test
  void findsNothingInOtherLibraries() throws IOException {
    try (ElfFile elf = ElfFile.open(LIBC)) {
      assertThat(HotSpotFlags.find(elf, Set.of("UsePerfData"))).isEmpty();
    }
  }
}
