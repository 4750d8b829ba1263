package dev.reprise.kernel.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.kernel.Bytes;
import org.junit.jupiter.api.Test;

class NotificationTest {
  @Test
  void namesArePaddedWithAtLeastOneZero() {
    assertThat(new Notification(1, Notification.CREATE, 0, "").size()).isEqualTo(16);
    assertThat(new Notification(1, Notification.CREATE, 0, "a").size()).isEqualTo(32);
    assertThat(new Notification(1, Notification.CREATE, 0, "fifteen-letters").size()).isEqualTo(32);
    assertThat(new Notification(1, Notification.CREATE, 0, "sixteen-letters!").size())
        .isEqualTo(48);
  }

  @Test
  void fieldsAreWhereTheKernelPutsThem() {
    byte[] bytes = new Notification(7, Notification.MOVED_TO, 9, "name").toBytes();
    assertThat(Bytes.getInt(bytes, 0)).isEqualTo(7);
    assertThat(Bytes.getInt(bytes, 4)).isEqualTo(Notification.MOVED_TO);
    assertThat(Bytes.getInt(bytes, 8)).isEqualTo(9);
    assertThat(Bytes.getInt(bytes, 12)).isEqualTo(16);
    assertThat(new String(bytes, 16, 4, java.nio.charset.StandardCharsets.ISO_8859_1))
        .isEqualTo("name");
    assertThat(bytes[20]).isZero();
  }
}
