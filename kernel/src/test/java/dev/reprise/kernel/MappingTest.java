package dev.reprise.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MappingTest {
  private static final String MAPS =
      """
      00400000-00402000 r-xp 00001000 08:01 1234                       /opt/a b (deleted)
      7f0000000000-7f0000001000 rw-s 00000000 00:01 99                 /dev/zero (deleted)
      7f0000002000-7f0000003000 rw-p 00000000 00:00 0\s
      7ffffffde000-7ffffffff000 rw-p 00000000 00:00 0                          [stack]
      ffffffffff600000-ffffffffff601000 --xp 00000000 00:00 0                  [vsyscall]
      """;

  @Test
  void readsEveryField() {
    List<Mapping> mappings = Mapping.parse(MAPS);
    assertThat(mappings).hasSize(5);
    assertThat(mappings.getFirst())
        .isEqualTo(
            new Mapping(0x400000, 0x402000, "r-xp", 0x1000, "08:01", "1234", "/opt/a b (deleted)"));
    assertThat(mappings.get(1).isShared()).isTrue();
    assertThat(mappings.get(2).name()).isEmpty();
    assertThat(mappings.get(2).isFile()).isFalse();
    assertThat(mappings.get(3).name()).isEqualTo("[stack]");
    assertThat(mappings.get(4).isOfTheKernel()).isTrue();
    assertThat(mappings.get(4).start()).isEqualTo(0xffffffffff600000L);
  }

  @Test
  void anEmptyTextHasNoMappings() {
    assertThat(Mapping.parse("")).isEmpty();
    assertThat(Mapping.parse("\n")).isEmpty();
  }
}
