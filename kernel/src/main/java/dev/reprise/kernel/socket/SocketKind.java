package dev.reprise.kernel.socket;

/**
 * What socket(2) was asked for.
 *
 * @param family AF_UNIX, AF_INET, AF_INET6, ...
 * @param type SOCK_STREAM, SOCK_DGRAM, SOCK_SEQPACKET
 * @param protocol the protocol's number, never 0 where the family has one
 */
public record SocketKind(int family, int type, int protocol) {
  public static final int AF_UNSPEC = 0;
  public static final int AF_UNIX = 1;
  public static final int AF_INET = 2;
  public static final int AF_INET6 = 10;
  public static final int AF_NETLINK = 16;

  static final int TCP = 6;
  static final int UDP = 17;

  boolean isInternet() {
    return family == AF_INET || family == AF_INET6;
  }

  boolean isTcp() {
    return isInternet() && type == Socket.STREAM;
  }
}
