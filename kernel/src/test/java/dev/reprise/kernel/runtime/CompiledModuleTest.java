package dev.reprise.kernel.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.kernel.Bytes;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class CompiledModuleTest {
  private static final long SECOND = 1_000_000_000L;

  private static byte[] head(int flags, int time, int size) {
    byte[] head = {(byte) 0xa7, 0x0d, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};
    Bytes.putInt(head, 4, flags);
    Bytes.putInt(head, 8, time);
    Bytes.putInt(head, 12, size);
    return head;
  }

  private static CompiledModule parsed(byte[] head) {
    return Objects.requireNonNull(CompiledModule.parse(head));
  }

  @Test
  void belongsToTheSourceOfItsName() {
    assertThat(CompiledModule.sourceOf("/a/__pycache__/m.cpython-311.pyc")).isEqualTo("/a/m.py");
    assertThat(CompiledModule.sourceOf("__pycache__/m.cpython-311.opt-1.pyc")).isEqualTo("m.py");
    assertThat(CompiledModule.sourceOf("/a/__pycache__/t.cpython-311-pytest-7.2.1.pyc"))
        .isEqualTo("/a/t.py");
    assertThat(CompiledModule.sourceOf("/a/my__pycache__/m.pyc"))
        .isEqualTo("/a/my__pycache__/m.py");
    assertThat(CompiledModule.sourceOf("/a/m.pyc")).isEqualTo("/a/m.py");
  }

  @Test
  void isOfASourceOfItsTimeAndSize() {
    CompiledModule module = parsed(head(0, 1_700_000_000, 42));
    assertThat(module.isOf(1_700_000_000 * SECOND + 999, 42)).isTrue();
    assertThat(module.isOf(1_700_000_001 * SECOND, 42)).isFalse();
    assertThat(module.isOf(1_700_000_000 * SECOND, 43)).isFalse();
  }

  @Test
  void timesHave32Bits() {
    CompiledModule module = parsed(head(0, (int) 3_000_000_000L, 0));
    assertThat(module.isOf(3_000_000_000L * SECOND, 1L << 32)).isTrue();
  }

  @Test
  void leavesOthersAlone() {
    assertThat(CompiledModule.parse(head(1, 1_700_000_000, 42))).isNull();
    assertThat(CompiledModule.parse(new byte[16])).isNull();
    assertThat(CompiledModule.parse(new byte[15])).isNull();
  }
}
