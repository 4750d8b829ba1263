package dev.reprise.kernel.socket;

import static dev.reprise.kernel.socket.ProtocolOptions.IPPROTO_IP;
import static dev.reprise.kernel.socket.ProtocolOptions.IPPROTO_IPV6;

import dev.reprise.kernel.Bytes;
import java.util.ArrayList;
import java.util.List;

/**
 * A control message that tells of the way of a datagram.
 *
 * @param level of the protocol
 * @param type within the level
 */
record DatagramControl(int level, int type, byte[] content) {
  /** Those which the receiver has asked for, in Linux's order. */
  static List<DatagramControl> of(Socket socket, DatagramHeader header) {
    SocketOptions options = socket.options();
    List<DatagramControl> found = new ArrayList<>();
    if (options.flag(IPPROTO_IP, ProtocolOptions.IP_PKTINFO) && header.to().isV4()) {
      byte[] info = new byte[12];
      Bytes.putInt(info, 0, Loopback.INDEX);
      int host = Integer.reverseBytes(header.to().host4());
      Bytes.putInt(info, 4, host);
      Bytes.putInt(info, 8, host);
      found.add(new DatagramControl(IPPROTO_IP, ProtocolOptions.IP_PKTINFO, info));
    }
    if (socket.kind().family() == SocketKind.AF_INET) {
      add4(options, header, found);
    } else {
      add6(options, header, found);
    }
    return found;
  }

  private static void add4(
      SocketOptions options, DatagramHeader header, List<DatagramControl> found) {
    if (options.flag(IPPROTO_IP, ProtocolOptions.IP_RECVTTL)) {
      byte[] hops = OptionCalls.number(header.hops());
      found.add(new DatagramControl(IPPROTO_IP, ProtocolOptions.IP_TTL, hops));
    }
    if (options.flag(IPPROTO_IP, ProtocolOptions.IP_RECVTOS)) {
      byte[] service = {(byte) header.service()};
      found.add(new DatagramControl(IPPROTO_IP, ProtocolOptions.IP_TOS, service));
    }
  }

  private static void add6(
      SocketOptions options, DatagramHeader header, List<DatagramControl> found) {
    if (options.flag(IPPROTO_IPV6, ProtocolOptions.IPV6_RECVPKTINFO)) {
      byte[] info = new byte[20];
      header.to().host(info, 0);
      Bytes.putInt(info, 16, Loopback.INDEX);
      found.add(new DatagramControl(IPPROTO_IPV6, ProtocolOptions.IPV6_PKTINFO, info));
    }
    if (options.flag(IPPROTO_IPV6, ProtocolOptions.IPV6_RECVHOPLIMIT)) {
      byte[] hops = OptionCalls.number(header.hops());
      found.add(new DatagramControl(IPPROTO_IPV6, ProtocolOptions.IPV6_HOPLIMIT, hops));
    }
    if (options.flag(IPPROTO_IPV6, ProtocolOptions.IPV6_RECVTCLASS)) {
      byte[] service = OptionCalls.number(header.service());
      found.add(new DatagramControl(IPPROTO_IPV6, ProtocolOptions.IPV6_TCLASS, service));
    }
  }
}
