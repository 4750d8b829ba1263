package dev.reprise.kernel.socket;

import dev.reprise.kernel.Call;
import dev.reprise.kernel.Handlers;
import dev.reprise.kernel.fd.OpenFile;
import dev.reprise.linux.Errno;
import dev.reprise.linux.Nr;

/** bind, listen, connect, accept and shutdown. */
final class ConnectionCalls {
  void register(Handlers handlers) {
    handlers.on(Nr.BIND, call -> SocketCalls.socket(call).bind(call, address(call)));
    handlers.on(Nr.CONNECT, call -> SocketCalls.socket(call).connect(call, address(call)));
    handlers.on(Nr.LISTEN, call -> SocketCalls.socket(call).listen(call, call.intArg(1)));
    handlers.on(Nr.ACCEPT, call -> accept(call, 0));
    handlers.on(Nr.ACCEPT4, call -> accept(call, call.intArg(3)));
    handlers.on(Nr.SHUTDOWN, ConnectionCalls::shutdown);
  }

  private static byte[] address(Call call) {
    return NameCalls.read(call, call.arg(1), call.intArg(2));
  }

  private static long shutdown(Call call) {
    Socket socket = SocketCalls.socket(call);
    int how = call.intArg(1);
    if (how < 0 || how > 2) {
      return -Errno.EINVAL;
    }
    socket.shutDown(how + 1);
    return 0;
  }

  private static long accept(Call call, int flags) {
    if ((flags & ~(SocketCalls.SOCK_CLOEXEC | SocketCalls.SOCK_NONBLOCK)) != 0) {
      return -Errno.EINVAL;
    }
    Socket socket = SocketCalls.socket(call);
    Listening listening = socket.listening();
    Socket connection = listening.first();
    if (connection == null) {
      return waitForConnection(call, socket);
    }
    boolean closeOnExec = (flags & SocketCalls.SOCK_CLOEXEC) != 0;
    long fd = Placeholders.accept(call, socket, closeOnExec);
    if (fd < 0) {
      return fd;
    }
    listening.removeFirst();
    connection.setFlags(connection.flags() | flags & OpenFile.O_NONBLOCK);
    call.process().files().put(call.kernel(), (int) fd, connection, closeOnExec);
    socket.wasAccepted();
    if (call.arg(1) != 0) {
      NameCalls.write(call, connection.acceptedName(), call.arg(1), call.arg(2));
    }
    return fd;
  }

  private static long waitForConnection(Call call, Socket socket) {
    if (socket.isNonblocking()) {
      return -Errno.EAGAIN;
    }
    return Waits.await(
        call,
        call.remember(Progress::new),
        socket.options().receiveTimeoutNanos(),
        "accept on " + socket.name(),
        socket.readinessChanged());
  }
}
