package dev.reprise.kernel.socket;

import java.util.HashMap;
import java.util.Map;

/** The options which hold one number, with the values that Linux gives them at first. */
final class ProtocolOptions {
  static final int SOL_SOCKET = 1;
  static final int IPPROTO_IP = 0;
  static final int IPPROTO_TCP = 6;
  static final int IPPROTO_IPV6 = 41;

  static final int SOL_NETLINK = 270;

  static final int SO_REUSEADDR = 2;
  static final int SO_BROADCAST = 6;
  static final int SO_SNDBUF = 7;
  static final int SO_RCVBUF = 8;
  static final int SO_OOBINLINE = 10;
  static final int SO_REUSEPORT = 15;
  static final int SO_PASSCRED = 16;
  static final int SO_RCVLOWAT = 18;
  static final int SO_TIMESTAMP = 29;
  static final int SO_TIMESTAMPNS = 35;

  static final int IP_TOS = 1;
  static final int IP_TTL = 2;
  static final int IP_PKTINFO = 8;
  static final int IP_RECVERR = 11;
  static final int IP_RECVTTL = 12;
  static final int IP_RECVTOS = 13;

  static final int IPV6_UNICAST_HOPS = 16;
  static final int IPV6_RECVERR = 25;
  static final int IPV6_V6ONLY = 26;
  static final int IPV6_RECVPKTINFO = 49;
  static final int IPV6_PKTINFO = 50;
  static final int IPV6_RECVHOPLIMIT = 51;
  static final int IPV6_HOPLIMIT = 52;
  static final int IPV6_RECVTCLASS = 66;
  static final int IPV6_TCLASS = 67;

  /** The buffers on a Linux that nobody has tuned. */
  private static final int BUFFER = 212_992;

  private static final int TCP_SEND_BUFFER = 16_384;
  private static final int TCP_RECEIVE_BUFFER = 131_072;

  /** Of SOL_SOCKET, those which are on or off. */
  private static final int[] SWITCHES = {
    1,
    SO_REUSEADDR,
    5,
    SO_BROADCAST,
    9,
    SO_OOBINLINE,
    11,
    SO_REUSEPORT,
    SO_PASSCRED,
    SO_TIMESTAMP,
    34,
    SO_TIMESTAMPNS,
    40,
    41,
    43,
    44,
    45,
    60
  };

  private static final int[] SOCKET_NUMBERS = {12, 36, 37, 46};
  private static final int[][] IP = {
    {IP_TOS, 0},
    {IP_TTL, 64},
    {6, 0},
    {7, 0},
    {IP_PKTINFO, 0},
    {10, 1},
    {IP_RECVERR, 0},
    {IP_RECVTTL, 0},
    {IP_RECVTOS, 0},
    {15, 0},
    {20, 0},
    {21, 0},
    {24, 0},
    {33, 1},
    {34, 1},
    {49, 1},
    {50, 0},
    {51, 0}
  };
  private static final int[][] IPV6 = {
    {IPV6_UNICAST_HOPS, 64},
    {17, 0},
    {18, 1},
    {19, 1},
    {23, 1},
    {IPV6_RECVERR, 0},
    {IPV6_V6ONLY, 0},
    {29, 1},
    {33, 0},
    {IPV6_RECVPKTINFO, 0},
    {IPV6_RECVHOPLIMIT, 0},
    {53, 0},
    {56, 0},
    {58, 0},
    {60, 0},
    {IPV6_RECVTCLASS, 0},
    {IPV6_TCLASS, 0},
    {70, 1},
    {72, 2},
    {73, 0},
    {78, 0}
  };
  private static final int[][] TCP = {
    {1, 0}, {2, 536}, {3, 0}, {4, 7200}, {5, 75}, {6, 9}, {7, 6}, {8, 60}, {9, 0}, {10, 0},
    {12, 1}, {16, 0}, {17, 0}, {18, 0}, {23, 0}, {24, 0}, {25, -1}, {30, 0}, {34, 0}, {36, 0},
    {37, 0}
  };

  /** Memberships and how much is told: nothing here depends on them. */
  private static final int[][] NETLINK = {
    {1, 0}, {2, 0}, {3, 0}, {4, 0}, {5, 0}, {8, 0}, {10, 0}, {11, 0}, {12, 0}
  };

  private ProtocolOptions() {}

  /** All numbers of a new socket by {@link #key}. */
  static Map<Integer, Integer> initial(SocketKind kind) {
    Map<Integer, Integer> values = new HashMap<>();
    for (int option : SWITCHES) {
      values.put(key(SOL_SOCKET, option), 0);
    }
    for (int option : SOCKET_NUMBERS) {
      values.put(key(SOL_SOCKET, option), 0);
    }
    values.put(key(SOL_SOCKET, SO_SNDBUF), kind.isTcp() ? TCP_SEND_BUFFER : BUFFER);
    values.put(key(SOL_SOCKET, SO_RCVBUF), kind.isTcp() ? TCP_RECEIVE_BUFFER : BUFFER);
    values.put(key(SOL_SOCKET, SO_RCVLOWAT), 1);
    if (kind.family() == SocketKind.AF_NETLINK) {
      add(values, SOL_NETLINK, NETLINK);
    }
    if (kind.isInternet()) {
      add(values, IPPROTO_IP, IP);
    }
    if (kind.family() == SocketKind.AF_INET6) {
      add(values, IPPROTO_IPV6, IPV6);
    }
    if (kind.isTcp()) {
      add(values, IPPROTO_TCP, TCP);
    }
    return values;
  }

  private static void add(Map<Integer, Integer> values, int level, int[][] rows) {
    for (int[] row : rows) {
      values.put(key(level, row[0]), row[1]);
    }
  }

  static int key(int level, int option) {
    return level << 16 | option & 0xffff;
  }

  /** Whether an option is only ever 0 or 1. */
  static boolean isSwitch(int level, int option) {
    if (level == SOL_SOCKET) {
      for (int one : SWITCHES) {
        if (one == option) {
          return true;
        }
      }
      return false;
    }
    return switch (level) {
      case IPPROTO_IP -> option == IP_PKTINFO || option >= IP_RECVERR && option <= IP_RECVTOS;
      case IPPROTO_IPV6 ->
          option == IPV6_V6ONLY
              || option >= IPV6_RECVPKTINFO && option <= 60 && option != IPV6_HOPLIMIT
              || option == IPV6_RECVTCLASS;
      case IPPROTO_TCP -> option == 1 || option == 3;
      default -> false;
    };
  }
}
