package dev.reprise.kernel.socket;

import dev.reprise.kernel.Call;
import dev.reprise.kernel.SyscallError;
import dev.reprise.kernel.fd.OpenFile;
import dev.reprise.kernel.time.TimerQueue;
import dev.reprise.linux.Errno;
import org.jspecify.annotations.Nullable;

/** The client's side of making a connection of TCP. */
final class TcpConnector {
  /** How long Linux repeats its request with net.ipv4.tcp_syn_retries at 6. */
  private static final long PATIENCE_NANOS = 127_000_000_000L;

  private final TcpSocket socket;

  /** A connect(2) whose outcome no later connect(2) has told yet. */
  private boolean pending;

  private @Nullable TcpListener listener;
  private final TimerQueue.Timer patience =
      new TimerQueue.Timer() {
        @Override
        protected void fire() {
          failed(Errno.ETIMEDOUT);
        }
      };

  TcpConnector(TcpSocket socket) {
    this.socket = socket;
  }

  TcpSocket socket() {
    return socket;
  }

  long connect(Call call, byte[] address) {
    if (address.length < 2) {
      return -Errno.EINVAL;
    }
    if (InternetAddress.family(address) == SocketKind.AF_UNSPEC) {
      socket.disconnect();
      return 0;
    }
    Progress progress = call.remember(Progress::new);
    if (!pending) {
      if (progress.connecting) {
        return outcome();
      }
      if (socket.connectionState() != TcpSocket.State.CLOSED || socket.peer() != null) {
        return -Errno.EISCONN;
      }
      begin(address);
      progress.connecting = true;
      if (socket.isNonblocking()) {
        return -Errno.EINPROGRESS;
      }
    }
    if (socket.connectionState() != TcpSocket.State.CONNECTING) {
      pending = false;
      return outcome();
    }
    if (socket.isNonblocking()) {
      return -Errno.EALREADY;
    }
    return Waits.await(
        call,
        progress,
        socket.options().sendTimeoutNanos(),
        Errno.EINPROGRESS,
        "connect of " + socket.name(),
        socket.readinessChanged());
  }

  private long outcome() {
    if (socket.connectionState() == TcpSocket.State.CLOSED && socket.peer() == null) {
      int error = socket.takeError();
      socket.openAgain();
      socket.forgetRemote();
      return -(error == 0 ? Errno.ECONNABORTED : error);
    }
    return 0;
  }

  private void begin(byte[] address) {
    if (InternetAddress.family(address) != socket.kind().family()) {
      throw new SyscallError(Errno.EAFNOSUPPORT);
    }
    InternetAddress to = socket.destination(InternetAddress.parse(address));
    socket.bindAutomatically();
    InternetAddress from = socket.sourceFor(to);
    socket.setAddresses(from, to);
    pending = true;
    InternetSocket found = socket.ports().receiver(to, from, true);
    socket.setState(TcpSocket.State.CONNECTING);
    if (found instanceof TcpSocket server) {
      listener = server.tcpListener();
      socket.kernel().timers().arm(patience, now() + PATIENCE_NANOS);
      listener.knock(this);
    } else {
      refused();
    }
  }

  private long now() {
    return socket.kernel().clock().monotonicNanos();
  }

  /** The listener has made the connection. */
  void established() {
    forget();
    socket.changed(OpenFile.WRITABLE);
  }

  /** Nobody listens there. */
  void refused() {
    failed(Errno.ECONNREFUSED);
  }

  private void failed(int error) {
    giveUp();
    pending = true;
    socket.setState(TcpSocket.State.CLOSED);
    socket.setError(error);
    socket.shut(Socket.NO_READING | Socket.NO_WRITING);
    socket.changed(OpenFile.READABLE | OpenFile.WRITABLE | OpenFile.POLLERR | OpenFile.POLLHUP);
  }

  /** Ends the attempt. */
  void giveUp() {
    if (listener != null) {
      listener.leave(this);
    }
    forget();
    pending = false;
  }

  private void forget() {
    listener = null;
    socket.kernel().timers().disarm(patience);
  }
}
