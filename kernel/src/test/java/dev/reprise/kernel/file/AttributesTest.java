package dev.reprise.kernel.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reprise.kernel.SyscallError;
import dev.reprise.linux.Errno;
import org.junit.jupiter.api.Test;

final class AttributesTest {
  private static final int CREATE = 1;
  private static final int REPLACE = 2;

  private final Attributes attributes = new Attributes();

  private void refuses(int errno, String name, int size, int flags) {
    assertThatThrownBy(() -> attributes.check(name, new byte[size], flags))
        .isInstanceOfSatisfying(
            SyscallError.class, error -> assertThat(error.errno()).isEqualTo(errno));
  }

  @Test
  void namesAreListedInOrder() {
    attributes.put("user.b", new byte[1]);
    attributes.put("user.a", new byte[0]);
    assertThat(attributes.list()).isEqualTo("user.a\0user.b\0");
    attributes.remove("user.a");
    assertThat(attributes.list()).isEqualTo("user.b\0");
  }

  @Test
  void flagsSayWhetherTheNameMustBeThere() {
    refuses(Errno.ENODATA, "user.a", 1, REPLACE);
    attributes.put("user.a", new byte[1]);
    refuses(Errno.EEXIST, "user.a", 1, CREATE);
    attributes.check("user.a", new byte[2], REPLACE);
  }

  @Test
  void allTogetherFitIntoABlock() {
    attributes.check("user.a", new byte[4040], 0);
    refuses(Errno.ENOSPC, "user.a", 4041, 0);
    attributes.put("user.a", new byte[4000]);
    attributes.check("user.a", new byte[4040], 0);
    refuses(Errno.ENOSPC, "user.b", 100, 0);
  }
}
