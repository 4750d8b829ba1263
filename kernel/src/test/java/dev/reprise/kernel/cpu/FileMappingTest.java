package dev.reprise.kernel.cpu;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.reprise.kernel.Mapping;
import java.util.List;
import org.junit.jupiter.api.Test;

final class FileMappingTest {
  private static final List<Mapping> MAPS =
      Mapping.parse(
          """
      401000-402000 r-xp 00001000 fd:03 9                          /bin/a b
      402000-403000 r--p 00002000 fd:03 9                          /bin/a b
      403000-404000 r-xs 00000000 fd:03 9                          /bin/shared
      405000-406000 rwxp 00000000 00:00 0\s
      7ffff7fc8000-7ffff7fca000 r-xp 00000000 00:00 0              [vdso]
      ffffffffff600000-ffffffffff601000 --xp 00000000 00:00 0      [vsyscall]
      """);

  @Test
  void onlyPrivateExecutableFilesCount() {
    assertEquals(
        List.of(new FileMapping(0x401000, 0x402000, 0x1000, "/bin/a b")),
        FileMapping.executable(MAPS, 0, Long.MAX_VALUE));
  }

  @Test
  void onlyTheRangeCounts() {
    assertEquals(List.of(), FileMapping.executable(MAPS, 0x402000, 0x500000));
    assertEquals(1, FileMapping.executable(MAPS, 0x401800, 0x401801).size());
  }
}
