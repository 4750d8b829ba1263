package dev.reprise.kernel.socket;

import dev.reprise.kernel.SyscallError;
import dev.reprise.linux.Errno;

/** The values which setsockopt(2) refuses with EINVAL. */
final class OptionRanges {
  private static final int TCP_MAXSEG = 2;
  private static final int TCP_KEEPIDLE = 4;
  private static final int TCP_KEEPINTVL = 5;
  private static final int TCP_KEEPCNT = 6;
  private static final int TCP_SYNCNT = 7;
  private static final int IP_MTU_DISCOVER = 10;

  private OptionRanges() {}

  static void check(Socket socket, int level, int option, int value) {
    boolean fits =
        switch (level) {
          case ProtocolOptions.IPPROTO_IP -> ip(option, value);
          case ProtocolOptions.IPPROTO_IPV6 -> ipv6(socket, option, value);
          case ProtocolOptions.IPPROTO_TCP -> tcp(option, value);
          default -> true;
        };
    if (!fits) {
      throw new SyscallError(Errno.EINVAL);
    }
  }

  private static boolean ip(int option, int value) {
    return switch (option) {
      case ProtocolOptions.IP_TTL -> value == -1 || value >= 1 && value <= 255;
      case IP_MTU_DISCOVER -> value >= 0 && value <= 5;
      case 33 -> value >= -1 && value <= 255;
      default -> true;
    };
  }

  /** IPV6_V6ONLY can only be changed as long as the socket has no address. */
  private static boolean ipv6(Socket socket, int option, int value) {
    return switch (option) {
      case ProtocolOptions.IPV6_V6ONLY ->
          !(socket instanceof InternetSocket internet) || internet.local().port() == 0;
      case ProtocolOptions.IPV6_UNICAST_HOPS, ProtocolOptions.IPV6_TCLASS, 18 ->
          value >= -1 && value <= 255;
      default -> true;
    };
  }

  private static boolean tcp(int option, int value) {
    return switch (option) {
      case TCP_MAXSEG -> value == 0 || value >= 88 && value <= 32_767;
      case TCP_KEEPIDLE, TCP_KEEPINTVL -> value >= 1 && value <= 32_767;
      case TCP_KEEPCNT, TCP_SYNCNT -> value >= 1 && value <= 127;
      default -> true;
    };
  }
}
