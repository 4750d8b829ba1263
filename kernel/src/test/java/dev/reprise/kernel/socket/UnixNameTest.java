package dev.reprise.kernel.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reprise.kernel.SyscallError;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class UnixNameTest {
  private static byte[] address(String text) {
    return ("\1\0" + text).getBytes(StandardCharsets.ISO_8859_1);
  }

  @Test
  void aPathEndsAtItsZeroAndIsToldWithOne() {
    UnixName name = UnixName.parse(address("/tmp/s\0rest"));
    assertThat(name.text()).isEqualTo("/tmp/s");
    assertThat(name.toBytes()).isEqualTo(address("/tmp/s\0"));
    assertThat(UnixName.parse(address("/tmp/s"))).isEqualTo(name);
  }

  @Test
  void anAbstractNameIsAllItsBytes() {
    UnixName name = UnixName.parse(address("\0a\0b"));
    assertThat(name.isAbstract()).isTrue();
    assertThat(name.toBytes()).isEqualTo(address("\0a\0b"));
  }

  @Test
  void theFamilyAloneIsNoName() {
    assertThat(UnixName.isUnnamed(address(""))).isTrue();
    assertThatThrownBy(() -> UnixName.parse(address(""))).isInstanceOf(SyscallError.class);
  }

  @Test
  void theLongestNameHas108Bytes() {
    assertThat(UnixName.parse(address("/".repeat(108))).text()).hasSize(108);
    assertThatThrownBy(() -> UnixName.parse(address("/".repeat(109))))
        .isInstanceOf(SyscallError.class);
  }
}
