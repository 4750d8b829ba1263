package dev.reprise.kernel.socket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.kernel.Kernel;
import dev.reprise.kernel.TestKernel;
import org.junit.jupiter.api.Test;

final class PortsTest {
  private static final InternetAddress LOOPBACK_4 = InternetAddress.ANY_4.asDestination();
  private static final InternetAddress CLIENT = LOOPBACK_4.withPort(40_001);

  private final Kernel kernel = TestKernel.create();
  private final Ports ports = kernel.sockets().udp();

  private UdpSocket socket(int family, InternetAddress local) {
    SocketKind kind = new SocketKind(family, Socket.DATAGRAM, SocketKind.UDP);
    UdpSocket socket = new UdpSocket(kernel, kind, 0);
    socket.setAddresses(local, null);
    return socket;
  }

  private UdpSocket bound(int family, InternetAddress local) {
    UdpSocket socket = socket(family, local);
    ports.add(socket);
    return socket;
  }

  private static void allow(Socket socket, int option) {
    socket.options().set(ProtocolOptions.SOL_SOCKET, option, 1);
  }

  @Test
  void freePortsComeInOrderAndSkipWhatIsUsed() {
    UdpSocket asking = socket(SocketKind.AF_INET, InternetAddress.ANY_4);
    assertThat(ports.free(asking)).isEqualTo(32_768);
    bound(SocketKind.AF_INET, InternetAddress.ANY_4.withPort(32_769));
    assertThat(ports.free(asking)).isEqualTo(32_770);
  }

  @Test
  void aWildcardOfIpv6TakesThePortOfIpv4AsWell() {
    UdpSocket six = bound(SocketKind.AF_INET6, InternetAddress.ANY_6.withPort(9));
    UdpSocket four = socket(SocketKind.AF_INET, LOOPBACK_4.withPort(9));
    assertThat(ports.isTaken(four)).isTrue();
    six.options().set(ProtocolOptions.IPPROTO_IPV6, ProtocolOptions.IPV6_V6ONLY, 1);
    assertThat(ports.isTaken(four)).isFalse();
  }

  @Test
  void addressesAreSharedOnlyWhenBothSay() {
    UdpSocket one = bound(SocketKind.AF_INET, LOOPBACK_4.withPort(9));
    UdpSocket other = socket(SocketKind.AF_INET, InternetAddress.ANY_4.withPort(9));
    assertThat(ports.isTaken(other)).isTrue();
    allow(one, ProtocolOptions.SO_REUSEADDR);
    assertThat(ports.isTaken(other)).isTrue();
    allow(other, ProtocolOptions.SO_REUSEADDR);
    assertThat(ports.isTaken(other)).isFalse();
  }

  @Test
  void theBestFitReceives() {
    InternetAddress to = LOOPBACK_4.withPort(9);
    UdpSocket dual = bound(SocketKind.AF_INET6, InternetAddress.ANY_6.withPort(9));
    assertThat(ports.receiver(to, CLIENT, false)).isSameAs(dual);
    UdpSocket any = bound(SocketKind.AF_INET, InternetAddress.ANY_4.withPort(9));
    assertThat(ports.receiver(to, CLIENT, false)).isSameAs(any);
    UdpSocket exact = bound(SocketKind.AF_INET, to);
    assertThat(ports.receiver(to, CLIENT, false)).isSameAs(exact);
    UdpSocket connected = bound(SocketKind.AF_INET, to);
    connected.setAddresses(to, CLIENT);
    assertThat(ports.receiver(to, CLIENT, false)).isSameAs(connected);
    assertThat(ports.receiver(to, CLIENT.withPort(5), false)).isSameAs(exact);
    assertThat(ports.receiver(to.withPort(10), CLIENT, false)).isNull();
  }

  @Test
  void theSendersPortChoosesAmongThoseWhoShare() {
    InternetAddress to = LOOPBACK_4.withPort(9);
    UdpSocket one = bound(SocketKind.AF_INET, to);
    UdpSocket other = bound(SocketKind.AF_INET, to);
    allow(one, ProtocolOptions.SO_REUSEPORT);
    allow(other, ProtocolOptions.SO_REUSEPORT);
    assertThat(ports.receiver(to, CLIENT.withPort(40_000), false)).isSameAs(one);
    assertThat(ports.receiver(to, CLIENT.withPort(40_001), false)).isSameAs(other);
  }
}
