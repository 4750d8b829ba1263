package dev.reprise.kernel.socket;

import dev.reprise.kernel.SyscallError;
import dev.reprise.linux.Errno;

/**
 * Options on multicast groups. The loopback interface is in no group that a packet could reach, so
 * they are accepted and have no effect.
 */
final class MembershipOptions {
  private MembershipOptions() {}

  /** Whether the option was one of these. */
  static boolean set(Socket socket, int level, int option, byte[] bytes) {
    boolean ip = level == ProtocolOptions.IPPROTO_IP && option >= 32 && option <= 48;
    boolean ipv6 = level == ProtocolOptions.IPPROTO_IPV6 && (option == 20 || option == 21);
    boolean number = ip && (option == 33 || option == 34);
    if (!socket.kind().isInternet() || number || !(ip || ipv6)) {
      return false;
    }
    if (socket.kind().family() != SocketKind.AF_INET6 && ipv6) {
      throw new SyscallError(Errno.ENOPROTOOPT);
    }
    if (bytes.length < (ipv6 ? 20 : option == 32 ? 4 : 8)) {
      throw new SyscallError(Errno.EINVAL);
    }
    return true;
  }
}
