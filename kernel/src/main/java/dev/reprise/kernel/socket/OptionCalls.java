package dev.reprise.kernel.socket;

import static dev.reprise.kernel.socket.ProtocolOptions.IPPROTO_IP;
import static dev.reprise.kernel.socket.ProtocolOptions.IPPROTO_IPV6;
import static dev.reprise.kernel.socket.ProtocolOptions.IPPROTO_TCP;
import static dev.reprise.kernel.socket.ProtocolOptions.SOL_SOCKET;

import dev.reprise.kernel.Bytes;
import dev.reprise.kernel.Call;
import dev.reprise.kernel.Handlers;
import dev.reprise.kernel.SyscallError;
import dev.reprise.linux.Errno;
import dev.reprise.linux.Nr;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** getsockopt and setsockopt. */
final class OptionCalls {
  private static final int SO_TYPE = 3;
  private static final int SO_ERROR = 4;
  private static final int SO_LINGER = 13;
  private static final int SO_PEERCRED = 17;
  private static final int SO_SNDLOWAT = 19;
  private static final int SO_RCVTIMEO = 20;
  private static final int SO_SNDTIMEO = 21;
  private static final int SO_BINDTODEVICE = 25;
  private static final int SO_PEERNAME = 28;
  private static final int SO_ACCEPTCONN = 30;
  private static final int SO_SNDBUFFORCE = 32;
  private static final int SO_RCVBUFFORCE = 33;
  private static final int SO_PROTOCOL = 38;
  private static final int SO_DOMAIN = 39;
  private static final int SO_PEEK_OFF = 42;
  private static final int SO_INCOMING_CPU = 49;
  private static final int SO_COOKIE = 57;
  private static final int SO_PEERGROUPS = 59;
  private static final int TCP_INFO = 11;
  private static final int TCP_CONGESTION = 13;
  private static final int TCP_ULP = 31;
  private static final int IP_MTU = 14;
  private static final int IPV6_MTU = 24;
  private static final int TIMEVAL_BYTES = 16;
  private static final int TCP_INFO_BYTES = 232;
  private static final byte[] CONGESTION =
      Arrays.copyOf("cubic".getBytes(StandardCharsets.ISO_8859_1), 16);

  void register(Handlers handlers) {
    handlers.on(Nr.GETSOCKOPT, OptionCalls::getOption);
    handlers.on(Nr.SETSOCKOPT, OptionCalls::setOption);
  }

  private static long getOption(Call call) {
    Socket socket = SocketCalls.socket(call);
    int room = call.memory().readInt(call.arg(4));
    if (room < 0) {
      return -Errno.EINVAL;
    }
    if (isStrange(socket.kind(), call.intArg(1))) {
      return -Errno.EOPNOTSUPP;
    }
    byte[] value = get(call, socket, call.intArg(1), call.intArg(2));
    if (call.intArg(1) == IPPROTO_IP && room > 0 && room < 4 && value.length == 4) {
      // As Linux, a number that fits into a byte is given as one.
      value = Arrays.copyOf(value, 1);
    }
    byte[] fitting = Arrays.copyOf(value, Math.min(room, value.length));
    call.memory().write(call.arg(3), fitting);
    call.memory().writeInt(call.arg(4), fitting.length);
    return 0;
  }

  /** Whether a socket of IPv4 has nothing to do with a level; IPv6 says ENOPROTOOPT instead. */
  private static boolean isStrange(SocketKind kind, int level) {
    return kind.family() == SocketKind.AF_INET
        && level != SOL_SOCKET
        && level != IPPROTO_IP
        && level != kind.protocol();
  }

  private static byte[] get(Call call, Socket socket, int level, int option) {
    return switch (level) {
      case SOL_SOCKET -> general(call, socket, option);
      case IPPROTO_TCP -> tcp(socket, option);
      case IPPROTO_IP, IPPROTO_IPV6 -> {
        boolean mtu = option == (level == IPPROTO_IP ? IP_MTU : IPV6_MTU);
        if (mtu && socket instanceof InternetSocket internet) {
          if (level == IPPROTO_IP && !internet.isConnected()) {
            throw new SyscallError(Errno.ENOTCONN);
          }
          yield number(Loopback.MTU);
        }
        yield number(socket.options().get(level, option));
      }
      default -> number(socket.options().get(level, option));
    };
  }

  private static byte[] general(Call call, Socket socket, int option) {
    SocketOptions options = socket.options();
    SocketKind kind = socket.kind();
    return switch (option) {
      case SO_TYPE -> number(kind.type());
      case SO_DOMAIN -> number(kind.family());
      case SO_PROTOCOL -> number(kind.protocol());
      case SO_ERROR -> number(socket.takeError());
      case SO_SNDLOWAT -> number(1);
      case SO_INCOMING_CPU -> number(0);
      case SO_PEEK_OFF -> number(-1);
      case SO_ACCEPTCONN -> number(socket.isAccepting() ? 1 : 0);
      case SO_LINGER -> options.linger();
      case SO_PEERCRED -> credentials(options.peer());
      case SO_PEERGROUPS -> {
        if (options.peer().equals(Message.Sender.NOBODY)) {
          throw new SyscallError(Errno.ENODATA);
        }
        yield new byte[0];
      }
      case SO_PEERNAME -> socket.peerName();
      case SO_RCVTIMEO -> timeval(options.receiveTimeoutNanos());
      case SO_SNDTIMEO -> timeval(options.sendTimeoutNanos());
      case SO_BINDTODEVICE -> socket.interfaceName();
      case SO_COOKIE -> {
        byte[] cookie = new byte[8];
        Bytes.putLong(cookie, 0, socket.objectNumber());
        yield cookie;
      }
      default -> number(options.get(SOL_SOCKET, option));
    };
  }

  private static byte[] tcp(Socket socket, int option) {
    if (socket.kind().isTcp()) {
      switch (option) {
        case TCP_INFO -> {
          byte[] info = new byte[TCP_INFO_BYTES];
          info[0] = (byte) socket.state();
          return info;
        }
        case TCP_CONGESTION -> {
          return CONGESTION.clone();
        }
        default -> {}
      }
    }
    return number(socket.options().get(IPPROTO_TCP, option));
  }

  /** A {@code struct ucred}. */
  static byte[] credentials(Message.Sender sender) {
    byte[] bytes = new byte[12];
    Bytes.putInt(bytes, 0, sender.pid());
    Bytes.putInt(bytes, 4, sender.uid());
    Bytes.putInt(bytes, 8, sender.gid());
    return bytes;
  }

  static byte[] number(int value) {
    byte[] bytes = new byte[4];
    Bytes.putInt(bytes, 0, value);
    return bytes;
  }

  private static byte[] timeval(long nanos) {
    byte[] bytes = new byte[TIMEVAL_BYTES];
    if (nanos != Call.NEVER) {
      Bytes.putLong(bytes, 0, nanos / 1_000_000_000);
      Bytes.putLong(bytes, 8, nanos % 1_000_000_000 / 1000);
    }
    return bytes;
  }

  private static long setOption(Call call) {
    Socket socket = SocketCalls.socket(call);
    int length = call.intArg(4);
    if (length < 0) {
      return -Errno.EINVAL;
    }
    int level = call.intArg(1);
    int option = call.intArg(2);
    byte[] bytes = call.memory().read(call.arg(3), Math.min(length, 256));
    if (level == SOL_SOCKET) {
      setGeneral(call, socket, option, bytes);
    } else if (level == IPPROTO_TCP && option == TCP_CONGESTION && socket.kind().isTcp()) {
      String name = new String(bytes, StandardCharsets.ISO_8859_1).split("\0", 2)[0];
      return name.equals("cubic") || name.equals("reno") ? 0 : -Errno.ENOENT;
    } else if (level == IPPROTO_TCP && option == TCP_ULP && socket.kind().isTcp()) {
      return -Errno.ENOENT;
    } else if (!MembershipOptions.set(socket, level, option, bytes)) {
      setNumber(socket, level, option, bytes);
    }
    return 0;
  }

  private static void setNumber(Socket socket, int level, int option, byte[] bytes) {
    socket.options().get(level, option);
    boolean small = level == IPPROTO_IP && bytes.length > 0 && bytes.length < 4;
    require(bytes, small ? 1 : 4);
    int value = small ? bytes[0] & 0xff : Bytes.getInt(bytes, 0);
    OptionRanges.check(socket, level, option, value);
    boolean hops = level == IPPROTO_IPV6 && option == ProtocolOptions.IPV6_UNICAST_HOPS;
    boolean lives = level == IPPROTO_IP && option == ProtocolOptions.IP_TTL;
    socket.options().set(level, option, (hops || lives) && value == -1 ? 64 : value);
  }

  private static void setGeneral(Call call, Socket socket, int option, byte[] bytes) {
    SocketOptions options = socket.options();
    switch (option) {
      case SO_RCVTIMEO -> options.setReceiveTimeout(nanos(bytes));
      case SO_SNDTIMEO -> options.setSendTimeout(nanos(bytes));
      case SO_LINGER -> {
        require(bytes, 8);
        options.setLinger(Bytes.getInt(bytes, 0) != 0, Bytes.getInt(bytes, 4));
      }
      case ProtocolOptions.SO_SNDBUF, SO_SNDBUFFORCE -> options.setSendBuffer(integer(bytes));
      case ProtocolOptions.SO_RCVBUF, SO_RCVBUFFORCE -> options.setReceiveBuffer(integer(bytes));
      case ProtocolOptions.SO_RCVLOWAT ->
          options.set(SOL_SOCKET, option, integer(bytes) == 0 ? 1 : integer(bytes));
      case SO_BINDTODEVICE -> {
        String name = new String(bytes, StandardCharsets.ISO_8859_1).split("\0", 2)[0];
        if (!name.isEmpty() && !name.equals("lo")) {
          throw new SyscallError(Errno.ENODEV);
        }
        socket.bindToInterface(name);
      }
      case SO_INCOMING_CPU -> integer(bytes);
      default -> {
        options.get(SOL_SOCKET, option);
        options.set(SOL_SOCKET, option, integer(bytes));
      }
    }
  }

  private static int integer(byte[] bytes) {
    require(bytes, 4);
    return Bytes.getInt(bytes, 0);
  }

  private static long nanos(byte[] bytes) {
    require(bytes, TIMEVAL_BYTES);
    long seconds = Bytes.getLong(bytes, 0);
    long micros = Bytes.getLong(bytes, 8);
    if (micros < 0 || micros >= 1_000_000) {
      throw new SyscallError(Errno.EDOM);
    }
    boolean endless = seconds == 0 && micros == 0 || seconds > Call.NEVER / 1_000_000_000 - 1;
    return endless ? Call.NEVER : Math.max(0, seconds) * 1_000_000_000 + micros * 1000;
  }

  private static void require(byte[] bytes, int length) {
    if (bytes.length < length) {
      throw new SyscallError(Errno.EINVAL);
    }
  }
}
