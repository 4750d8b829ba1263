package dev.reprise;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;

/** Devices are the host's own: when root runs a guest, the host would let it change them. */
class HostDevicesTest {
  @Test
  void changesOfADeviceAreTheRunsAlone() throws Exception {
    Path device = Path.of("/dev/full");
    Object before = Files.getAttribute(device, "unix:ctime");
    RunResult result =
        Guests.shell("chmod 640 /dev/full; chown 5:6 /dev/full; stat -c '%a %u %g' /dev/full");
    assertThat(result.stdout().text()).isEqualTo("640 5 6\n");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(device)))
        .isEqualTo("rw-rw-rw-");
    assertThat(Files.getAttribute(device, "unix:ctime")).isEqualTo(before);
  }
}
