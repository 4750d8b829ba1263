package dev.reprise.kernel.socket;

import dev.reprise.kernel.Bytes;
import dev.reprise.kernel.Call;
import dev.reprise.kernel.Handlers;
import dev.reprise.kernel.Kernel;
import dev.reprise.kernel.SyscallError;
import dev.reprise.kernel.fd.OpenFile;
import dev.reprise.kernel.identity.Credentials;
import dev.reprise.linux.Errno;
import dev.reprise.linux.Nr;

/** socket and socketpair. */
public final class SocketCalls {
  static final int SOCK_CLOEXEC = 0x80000;
  static final int SOCK_NONBLOCK = 0x800;

  private final Kernel kernel;

  public SocketCalls(Kernel kernel) {
    this.kernel = kernel;
  }

  public void register(Handlers handlers) {
    handlers.on(Nr.SOCKET, this::socket0);
    handlers.on(Nr.SOCKETPAIR, this::socketpair);
    new ConnectionCalls().register(handlers);
    new NameCalls().register(handlers);
    new OptionCalls().register(handlers);
    new MessageCalls().register(handlers);
  }

  /** The caller, as the receiver of its messages sees it. */
  static Message.Sender self(Call call) {
    Credentials me = call.task().credentials();
    return new Message.Sender(call.process().pid(), me.users().real(), me.groupIds().real());
  }

  /** The caller, as the other end of a connection is told of it. */
  static Message.Sender peer(Call call) {
    Credentials me = call.task().credentials();
    int pid = call.process().pid();
    return new Message.Sender(pid, me.users().effective(), me.groupIds().effective());
  }

  /** The socket of argument 0. */
  static Socket socket(Call call) {
    if (call.process().files().require(call.intArg(0)) instanceof Socket socket) {
      return socket;
    }
    throw new SyscallError(Errno.ENOTSOCK);
  }

  private long socket0(Call call) {
    int flags = call.intArg(1) & (SOCK_CLOEXEC | SOCK_NONBLOCK);
    SocketKind kind = kind(call, call.intArg(1) & ~flags);
    boolean closeOnExec = (flags & SOCK_CLOEXEC) != 0;
    int fd = Placeholders.create(call, kind, closeOnExec);
    call.process().files().put(kernel, fd, create(kind, flags), closeOnExec);
    return fd;
  }

  private Socket create(SocketKind kind, int flags) {
    int kept = flags & OpenFile.O_NONBLOCK;
    if (kind.isInternet()) {
      return kind.isTcp() ? new TcpSocket(kernel, kind, kept) : new UdpSocket(kernel, kind, kept);
    }
    if (kind.family() == SocketKind.AF_NETLINK) {
      return new NetlinkSocket(kernel, kind, kept);
    }
    return kind.type() == Socket.DATAGRAM
        ? new UnixDatagram(kernel, kind, kept)
        : new UnixConnection(kernel, kind, kept);
  }

  private static SocketKind kind(Call call, int type) {
    int family = call.intArg(0);
    int protocol = call.intArg(2);
    if ((type & ~0xf) != 0 || type > 10 || type < 1) {
      throw new SyscallError(Errno.EINVAL);
    }
    return switch (family) {
      case SocketKind.AF_UNIX -> SocketFamilies.unix(type, protocol);
      case SocketKind.AF_INET, SocketKind.AF_INET6 ->
          SocketFamilies.internet(call, family, type, protocol);
      case SocketKind.AF_NETLINK -> SocketFamilies.netlink(type, protocol);
      default -> throw new SyscallError(Errno.EAFNOSUPPORT);
    };
  }

  private long socketpair(Call call) {
    int flags = call.intArg(1) & (SOCK_CLOEXEC | SOCK_NONBLOCK);
    SocketKind kind = kind(call, call.intArg(1) & ~flags);
    if (kind.family() != SocketKind.AF_UNIX) {
      return -Errno.EOPNOTSUPP;
    }
    // The placeholders keep messages apart, whatever the guest's sockets do: they carry
    // descriptors.
    int type = HostNames.type(kind) | flags & SOCK_CLOEXEC | SOCK_NONBLOCK;
    long result = call.execute(Nr.SOCKETPAIR, SocketKind.AF_UNIX, type, 0, call.arg(3));
    if (result < 0) {
      return result;
    }
    byte[] pair = call.memory().read(call.arg(3), 8);
    Socket one = create(kind, flags);
    Socket other = create(kind, flags);
    connect(one, other);
    one.options().setPeer(peer(call));
    other.options().setPeer(peer(call));
    boolean closeOnExec = (flags & SOCK_CLOEXEC) != 0;
    call.process().files().put(kernel, Bytes.getInt(pair, 0), one, closeOnExec);
    call.process().files().put(kernel, Bytes.getInt(pair, 4), other, closeOnExec);
    return 0;
  }

  private static void connect(Socket one, Socket other) {
    if (one instanceof UnixDatagram datagram) {
      UnixDatagram.connect(datagram, (UnixDatagram) other);
    } else {
      UnixConnection.connect((UnixConnection) one, (UnixConnection) other);
    }
  }
}
