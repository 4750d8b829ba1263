package dev.reprise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MountTest {

  @ParameterizedTest
  @CsvSource({
    "/a,/a,/a,false",
    "/a:ro,/a,/a,true",
    "/a:/b,/a,/b,false",
    "/a:/b:ro,/a,/b,true",
    "x/../y:/b/,/here/y,/b,false",
    "y,/here/y,/here/y,false",
  })
  void readsTheFormOfDocker(String text, String host, String guest, boolean readOnly) {
    assertThat(Mount.parse(text, Path.of("/here")))
        .isEqualTo(new Mount(Path.of(host), Path.of(guest), readOnly));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ":/b", "/a:b", "/a:/b:rw", "/a:/b:/c", "/a:", "ro:ro:ro"})
  void refusesOtherForms(String text) {
    assertThatThrownBy(() -> Mount.parse(text, Path.of("/here")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("HOST[:GUEST][:ro]");
  }

  @Test
  void usersAreNumbersInRange() {
    assertThat(User.parse("1000")).isEqualTo(new User(1000, 1000));
    assertThat(User.parse("1:2")).isEqualTo(new User(1, 2));
    for (String text : new String[] {"", "root", "1:", ":1", "-1", "65534", "1:2:3"}) {
      assertThatThrownBy(() -> User.parse(text))
          .as(text)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
