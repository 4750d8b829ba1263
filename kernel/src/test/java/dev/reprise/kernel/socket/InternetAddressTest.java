package dev.reprise.kernel.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reprise.kernel.SyscallError;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

final class InternetAddressTest {
  private static final String LOCAL_4 = "0200 0050 7f000001 0000000000000000";
  private static final String LOCAL_6 =
      "0a00 0050 00000000 00000000000000000000000000000001 00000000";
  private static final String MAPPED =
      "0a00 0050 00000000 00000000000000000000ffff7f000001 00000000";

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex.replace(" ", ""));
  }

  @Test
  void bothFamiliesSurviveARoundTrip() {
    assertThat(InternetAddress.parse(bytes(LOCAL_4)).toBytes(SocketKind.AF_INET))
        .isEqualTo(bytes(LOCAL_4));
    assertThat(InternetAddress.parse(bytes(LOCAL_6)).toBytes(SocketKind.AF_INET6))
        .isEqualTo(bytes(LOCAL_6));
  }

  @Test
  void theMappedFormIsTheSameAddress() {
    InternetAddress mapped = InternetAddress.parse(bytes(MAPPED));
    assertThat(mapped).isEqualTo(InternetAddress.parse(bytes(LOCAL_4)));
    assertThat(mapped.isV4()).isTrue();
    assertThat(mapped.toBytes(SocketKind.AF_INET6)).isEqualTo(bytes(MAPPED));
  }

  @Test
  void theLoopbackInterfaceHasAllOf127AndOneOfIpv6() {
    assertThat(InternetAddress.parse(bytes("0200 0000 7f010203 0000000000000000")).isLoopback())
        .isTrue();
    assertThat(InternetAddress.parse(bytes("0200 0000 0a000001 0000000000000000")).isLoopback())
        .isFalse();
    assertThat(InternetAddress.parse(bytes(LOCAL_6)).isLoopback()).isTrue();
  }

  @Test
  void aWildcardAsDestinationMeansThisMachine() {
    InternetAddress to = InternetAddress.ANY_4.withPort(80).asDestination();
    assertThat(to).isEqualTo(InternetAddress.parse(bytes(LOCAL_4)));
    assertThat(InternetAddress.ANY_6.withPort(80).asDestination())
        .isEqualTo(InternetAddress.parse(bytes(LOCAL_6)));
  }

  @Test
  void theSourceIsTheFirstAddressOfTheInterface() {
    InternetAddress to = InternetAddress.parse(bytes("0200 0050 7f000005 0000000000000000"));
    assertThat(to.sourceFor(80)).isEqualTo(InternetAddress.parse(bytes(LOCAL_4)));
  }

  @Test
  void whatIsTooShortIsNoAddress() {
    assertThatThrownBy(() -> InternetAddress.parse(bytes("0200 0050 7f0000")))
        .isInstanceOf(SyscallError.class)
        .hasMessage("EINVAL");
  }
}
