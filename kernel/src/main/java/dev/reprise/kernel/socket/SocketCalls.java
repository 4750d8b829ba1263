package dev.reprise.kernel.socket;

import dev.reprise.kernel.Bytes;
import dev.reprise.kernel.Call;
import dev.reprise.kernel.Handlers;
import dev.reprise.kernel.Kernel;
import dev.reprise.kernel.SyscallError;
import dev.reprise.kernel.fd.OpenFile;
import dev.reprise.linux.Errno;
import dev.reprise.linux.Nr;
import java.util.Arrays;

/** socketpair, shutdown, names and options. */
public final class SocketCalls {
  private static final int AF_UNIX = 1;
  private static final int SOCK_CLOEXEC = 0x80000;
  private static final int SOCK_NONBLOCK = 0x800;
  private static final int SOL_SOCKET = 1;
  private static final int SO_ERROR = 4;

  private final Kernel kernel;

  public SocketCalls(Kernel kernel) {
    this.kernel = kernel;
  }

  public void register(Handlers handlers) {
    handlers.on(Nr.SOCKETPAIR, this::socketpair);
    handlers.on(Nr.SHUTDOWN, this::shutdown);
    handlers.on(Nr.GETSOCKNAME, this::name);
    handlers.on(Nr.GETPEERNAME, this::name);
    handlers.on(Nr.GETSOCKOPT, this::getOption);
    handlers.on(Nr.SETSOCKOPT, this::setOption);
    new MessageCalls().register(handlers);
  }

  /** The caller, as the receiver of its messages sees it. */
  static Message.Sender self(Call call) {
    int user = call.kernel().config().userId();
    return new Message.Sender(call.process().pid(), user, user);
  }

  /** The socket of argument 0. */
  static SocketEnd socket(Call call) {
    if (call.process().files().require(call.intArg(0)) instanceof SocketEnd socket) {
      return socket;
    }
    throw new SyscallError(Errno.ENOTSOCK);
  }

  private long socketpair(Call call) {
    int flags = call.intArg(1) & (SOCK_CLOEXEC | SOCK_NONBLOCK);
    int type = call.intArg(1) & ~flags;
    if (call.intArg(0) != AF_UNIX) {
      return call.intArg(0) == 2 || call.intArg(0) == 10 ? -Errno.EOPNOTSUPP : -Errno.EAFNOSUPPORT;
    }
    if ((type & ~0xf) != 0) {
      return -Errno.EINVAL;
    }
    if (call.intArg(2) != 0 && call.intArg(2) != AF_UNIX) {
      return -Errno.EPROTONOSUPPORT;
    }
    if (type != SocketEnd.STREAM && type != SocketEnd.DATAGRAM && type != SocketEnd.SEQPACKET) {
      return -Errno.ESOCKTNOSUPPORT;
    }
    // The placeholders keep messages apart, whatever the guest's sockets do: they carry
    // descriptors.
    long result =
        call.execute(
            Nr.SOCKETPAIR, AF_UNIX, SocketEnd.SEQPACKET | flags & SOCK_CLOEXEC, 0, call.arg(3));
    if (result != 0) {
      return result;
    }
    byte[] pair = call.memory().read(call.arg(3), 8);
    SocketEnd one = end(call, type, flags);
    SocketEnd other = end(call, type, flags);
    SocketEnd.connect(one, other);
    boolean closeOnExec = (flags & SOCK_CLOEXEC) != 0;
    call.process().files().put(kernel, Bytes.getInt(pair, 0), one, closeOnExec);
    call.process().files().put(kernel, Bytes.getInt(pair, 4), other, closeOnExec);
    return 0;
  }

  private SocketEnd end(Call call, int type, int flags) {
    long number = kernel.descriptors().nextObject();
    return new SocketEnd(type, number, flags & OpenFile.O_NONBLOCK, self(call));
  }

  private long shutdown(Call call) {
    int how = call.intArg(1);
    if (how < 0 || how > 2) {
      return -Errno.EINVAL;
    }
    SocketEnd socket = socket(call);
    if (socket.isConnectionBased() && socket.peer() == null) {
      return -Errno.ENOTCONN;
    }
    socket.shutdown(how + 1);
    return 0;
  }

  /** Both ends have no name: the address is its family alone. */
  private long name(Call call) {
    SocketEnd socket = socket(call);
    if (call.nr() == Nr.GETPEERNAME && socket.peer() == null) {
      return -Errno.ENOTCONN;
    }
    int room = call.memory().readInt(call.arg(2));
    if (room < 0) {
      return -Errno.EINVAL;
    }
    call.memory().write(call.arg(1), Arrays.copyOf(new byte[] {AF_UNIX, 0}, Math.min(room, 2)));
    call.memory().writeInt(call.arg(2), 2);
    return 0;
  }

  private long getOption(Call call) {
    SocketEnd socket = socket(call);
    int room = call.memory().readInt(call.arg(4));
    if (call.intArg(1) != SOL_SOCKET) {
      return -Errno.EOPNOTSUPP;
    }
    if (room < 0) {
      return -Errno.EINVAL;
    }
    byte[] value;
    if (call.intArg(2) == SO_ERROR) {
      value = new byte[4];
      Bytes.putInt(value, 0, socket.takeError());
    } else {
      value = socket.options().get(call.intArg(2));
    }
    byte[] fitting = Arrays.copyOf(value, Math.min(room, value.length));
    call.memory().write(call.arg(3), fitting);
    call.memory().writeInt(call.arg(4), fitting.length);
    return 0;
  }

  private long setOption(Call call) {
    SocketEnd socket = socket(call);
    if (call.intArg(1) != SOL_SOCKET) {
      return -Errno.EOPNOTSUPP;
    }
    int length = call.intArg(4);
    if (length < 0) {
      return -Errno.EINVAL;
    }
    socket.options().set(call.intArg(2), call.memory().read(call.arg(3), Math.min(length, 64)));
    return 0;
  }
}
