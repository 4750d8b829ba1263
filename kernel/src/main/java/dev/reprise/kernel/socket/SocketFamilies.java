package dev.reprise.kernel.socket;

import dev.reprise.kernel.Call;
import dev.reprise.kernel.SyscallError;
import dev.reprise.kernel.identity.Capability;
import dev.reprise.linux.Errno;

/** What kinds of sockets there are, and the errors for those that there are not. */
final class SocketFamilies {
  private static final int SOCK_RAW = 3;
  private static final int ICMP = 1;
  private static final int ICMPV6 = 58;

  private SocketFamilies() {}

  static SocketKind unix(int type, int protocol) {
    if (protocol != 0 && protocol != SocketKind.AF_UNIX) {
      throw new SyscallError(Errno.EPROTONOSUPPORT);
    }
    return switch (type) {
      case Socket.STREAM, Socket.DATAGRAM, Socket.SEQPACKET ->
          new SocketKind(SocketKind.AF_UNIX, type, 0);
      case SOCK_RAW -> new SocketKind(SocketKind.AF_UNIX, Socket.DATAGRAM, 0);
      default -> throw new SyscallError(Errno.ESOCKTNOSUPPORT);
    };
  }

  static SocketKind netlink(int type, int protocol) {
    if (type != SOCK_RAW && type != Socket.DATAGRAM) {
      throw new SyscallError(Errno.ESOCKTNOSUPPORT);
    }
    if (!NetlinkSocket.isKnown(protocol)) {
      throw new SyscallError(Errno.EPROTONOSUPPORT);
    }
    return new SocketKind(SocketKind.AF_NETLINK, type, protocol);
  }

  static SocketKind internet(Call call, int family, int type, int protocol) {
    switch (type) {
      case Socket.STREAM -> {
        return known(family, type, protocol, SocketKind.TCP);
      }
      case Socket.DATAGRAM -> {
        if (protocol == (family == SocketKind.AF_INET ? ICMP : ICMPV6)) {
          throw new SyscallError(Errno.EACCES);
        }
        return known(family, type, protocol, SocketKind.UDP);
      }
      case SOCK_RAW ->
          throw new SyscallError(
              call.task().credentials().isCapable(Capability.NET_RAW)
                  ? Errno.EPROTONOSUPPORT
                  : Errno.EPERM);
      default -> throw new SyscallError(Errno.ESOCKTNOSUPPORT);
    }
  }

  private static SocketKind known(int family, int type, int protocol, int only) {
    if (protocol != 0 && protocol != only) {
      throw new SyscallError(Errno.EPROTONOSUPPORT);
    }
    return new SocketKind(family, type, only);
  }
}
