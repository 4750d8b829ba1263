package dev.reprise.kernel.socket;

import java.io.ByteArrayOutputStream;

/** The messages of rtnetlink(7) on the loopback interface, with the attributes that are read. */
final class LoopbackMessages {
  private static final int NEW_LINK = 16;
  private static final int NEW_ADDRESS = 20;
  private static final int NEW_ROUTE = 24;
  private static final int NEW_RULE = 32;
  private static final int SCOPE_HOST = 254;
  private static final int SCOPE_LINK = 253;
  private static final int TABLE_LOCAL = 255;
  private static final int TABLE_MAIN = 254;
  private static final int PROTOCOL_KERNEL = 2;
  private static final int ROUTE_LOCAL = 2;
  private static final int ROUTE_BROADCAST = 3;
  private static final int PERMANENT = 0x80;
  private static final int STATS_BYTES = 96;
  private static final int STATS64_BYTES = 200;
  private static final int OPERATION_DOWN = 2;

  /** RTM_F_CLONED and RTCF_LOCAL, which a question for one route is answered with. */
  private static final int CLONED = 0x200;

  private static final int CACHED_LOCAL = 0x8000_0000;

  private final NetlinkRequest request;
  private final Loopback interfaces;

  LoopbackMessages(NetlinkRequest request, Loopback interfaces) {
    this.request = request;
    this.interfaces = interfaces;
  }

  void link(ByteArrayOutputStream out) {
    boolean up = interfaces.isUp();
    out.writeBytes(
        request
            .answer(NEW_LINK)
            .octets(0, 0, Loopback.HARDWARE & 0xff, Loopback.HARDWARE >> 8)
            .number(Loopback.INDEX)
            .number(interfaces.flags())
            .number(0)
            .text(3, Loopback.NAME)
            .attribute(13, Loopback.QUEUE_LENGTH)
            .octet(16, up ? 0 : OPERATION_DOWN)
            .octet(17, 0)
            .attribute(4, Loopback.MTU)
            .attribute(50, 0)
            .attribute(51, 0)
            .attribute(27, 0)
            .attribute(30, 0)
            .attribute(31, 1)
            .attribute(32, 1)
            .octet(33, 1)
            .text(6, up ? "noqueue" : "noop")
            .attribute(35, 0)
            .attribute(1, new byte[6])
            .attribute(2, new byte[6])
            .attribute(23, new byte[STATS64_BYTES])
            .attribute(7, new byte[STATS_BYTES])
            .toBytes());
  }

  void addresses(ByteArrayOutputStream out, int family) {
    if (!interfaces.isUp()) {
      return;
    }
    if (family != SocketKind.AF_INET6) {
      InternetAddress four = Loopback.ipv4();
      out.writeBytes(
          address(SocketKind.AF_INET, Loopback.IPV4_PREFIX)
              .host(1, four)
              .host(2, four)
              .text(3, Loopback.NAME)
              .attribute(8, PERMANENT)
              .attribute(6, lifetime())
              .toBytes());
    }
    if (family != SocketKind.AF_INET) {
      out.writeBytes(
          address(SocketKind.AF_INET6, Loopback.IPV6_PREFIX)
              .host(1, Loopback.ipv6())
              .attribute(6, lifetime())
              .attribute(8, PERMANENT)
              .toBytes());
    }
  }

  private NetlinkMessage address(int family, int prefix) {
    return request
        .answer(NEW_ADDRESS)
        .octets(family, prefix, PERMANENT, SCOPE_HOST)
        .number(Loopback.INDEX);
  }

  /** Valid and preferred for ever, made and changed when the machine started. */
  private static byte[] lifetime() {
    byte[] bytes = new byte[16];
    java.util.Arrays.fill(bytes, 0, 8, (byte) 0xff);
    return bytes;
  }

  void routes(ByteArrayOutputStream out, int family) {
    if (!interfaces.isUp()) {
      return;
    }
    if (family != SocketKind.AF_INET6) {
      InternetAddress host = Loopback.ipv4();
      InternetAddress network = new InternetAddress(0, host.low() & ~0xffffffL, 0);
      InternetAddress all = new InternetAddress(0, host.low() | 0xffffffL, 0);
      ipv4(out, network, Loopback.IPV4_PREFIX, SCOPE_HOST, ROUTE_LOCAL);
      ipv4(out, host, 32, SCOPE_HOST, ROUTE_LOCAL);
      ipv4(out, all, 32, SCOPE_LINK, ROUTE_BROADCAST);
    }
    if (family != SocketKind.AF_INET) {
      out.writeBytes(
          route(SocketKind.AF_INET6, Loopback.IPV6_PREFIX, TABLE_LOCAL, 0, ROUTE_LOCAL, 0)
              .host(1, Loopback.ipv6())
              .attribute(6, 0)
              .attribute(4, Loopback.INDEX)
              .attribute(12, new byte[32])
              .octet(20, 0)
              .toBytes());
    }
  }

  private void ipv4(
      ByteArrayOutputStream out, InternetAddress to, int prefix, int scope, int type) {
    out.writeBytes(
        route(SocketKind.AF_INET, prefix, TABLE_LOCAL, scope, type, 0)
            .host(1, to)
            .host(7, Loopback.ipv4())
            .attribute(4, Loopback.INDEX)
            .toBytes());
  }

  private NetlinkMessage route(int family, int prefix, int table, int scope, int type, int flags) {
    int protocol = flags == 0 ? PROTOCOL_KERNEL : 0;
    return request
        .answer(NEW_ROUTE)
        .octets(family, prefix, 0, 0, table, protocol, scope, type)
        .number(flags)
        .attribute(15, table);
  }

  /** The way to one address. */
  void routeTo(ByteArrayOutputStream out, InternetAddress to) {
    boolean v4 = to.isV4();
    int family = v4 ? SocketKind.AF_INET : SocketKind.AF_INET6;
    int table = v4 ? TABLE_MAIN : TABLE_LOCAL;
    int flags = CLONED | (v4 ? CACHED_LOCAL : 0);
    out.writeBytes(
        route(family, v4 ? 32 : Loopback.IPV6_PREFIX, table, 0, ROUTE_LOCAL, flags)
            .host(1, to)
            .attribute(4, Loopback.INDEX)
            .host(7, v4 ? to : Loopback.ipv6())
            .attribute(25, 0)
            .attribute(12, new byte[32])
            .toBytes());
  }

  void rules(ByteArrayOutputStream out, int family) {
    if (family != SocketKind.AF_INET6) {
      rule(out, SocketKind.AF_INET, TABLE_LOCAL, 0);
      rule(out, SocketKind.AF_INET, TABLE_MAIN, 32_766);
      rule(out, SocketKind.AF_INET, TABLE_MAIN - 1, 32_767);
    }
    if (family != SocketKind.AF_INET) {
      rule(out, SocketKind.AF_INET6, TABLE_LOCAL, 0);
      rule(out, SocketKind.AF_INET6, TABLE_MAIN, 32_766);
    }
  }

  private void rule(ByteArrayOutputStream out, int family, int table, int priority) {
    NetlinkMessage rule =
        request
            .answer(NEW_RULE)
            .octets(family, 0, 0, 0, table, 0, 0, 1)
            .number(0)
            .attribute(15, table)
            .attribute(14, -1);
    if (priority > 0) {
      rule.attribute(6, priority);
    }
    out.writeBytes(rule.toBytes());
  }
}
