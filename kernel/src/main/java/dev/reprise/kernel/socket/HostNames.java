package dev.reprise.kernel.socket;

import dev.reprise.kernel.Call;
import dev.reprise.kernel.Refused;
import dev.reprise.linux.Errno;
import dev.reprise.linux.Nr;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The placeholders of AF_UNIX sockets: real ones in the container's own network, which only ever
 * carry descriptors. Their names are abstract and made of the virtual sockets' numbers.
 */
final class HostNames {
  /** More than any guest's queue can hold. */
  private static final int BACKLOG = 65_535;

  private HostNames() {}

  /**
   * The type of the placeholder: connections keep the borders of messages, whatever the guest's.
   */
  static int type(SocketKind kind) {
    return kind.type() == Socket.DATAGRAM ? Socket.DATAGRAM : Socket.SEQPACKET;
  }

  /** Makes a placeholder. */
  static long create(Call call, SocketKind kind, boolean closeOnExec) {
    return call.execute(Nr.SOCKET, SocketKind.AF_UNIX, type(kind) | flags(closeOnExec), 0);
  }

  /** The socket of argument 0 has a name now: its placeholder gets its own. */
  static void bind(Call call, Socket socket) {
    byte[] name = name(socket);
    long scratch = call.process().addressSpace().scratch();
    call.memory().write(scratch, name);
    check(call.execute(Nr.BIND, call.intArg(0), scratch, name.length));
  }

  /** The socket of argument 0 listens now. */
  static void listen(Call call) {
    check(call.execute(Nr.LISTEN, call.intArg(0), BACKLOG));
  }

  /** The socket of argument 0 is connected to a listening one. */
  static void connect(Call call, Socket listener) {
    byte[] name = name(listener);
    long scratch = call.process().addressSpace().scratch();
    call.memory().write(scratch, name);
    check(call.execute(Nr.CONNECT, call.intArg(0), scratch, name.length));
  }

  /** The listening socket of argument 0 accepts; gives the new placeholder, or an error. */
  static long accept(Call call, boolean closeOnExec) {
    return call.execute(Nr.ACCEPT4, call.intArg(0), 0, 0, flags(closeOnExec));
  }

  private static int flags(boolean closeOnExec) {
    return SocketCalls.SOCK_NONBLOCK | (closeOnExec ? SocketCalls.SOCK_CLOEXEC : 0);
  }

  private static void check(long result) {
    if (result < 0) {
      throw new Refused(
          "the host has no socket to carry descriptors: " + Errno.name((int) -result));
    }
  }

  /** The address of a socket's placeholder. */
  static byte[] name(Socket socket) {
    byte[] text = ("reprise." + socket.objectNumber()).getBytes(StandardCharsets.ISO_8859_1);
    byte[] bytes = Arrays.copyOf(UnixName.unnamed(), 3 + text.length);
    System.arraycopy(text, 0, bytes, 3, text.length);
    return bytes;
  }
}
