package dev.reprise.kernel.socket;

import dev.reprise.kernel.Call;
import dev.reprise.kernel.Kernel;
import dev.reprise.kernel.SyscallError;
import dev.reprise.kernel.Task;
import dev.reprise.kernel.fd.GuestBuffer;
import dev.reprise.linux.Errno;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A socket of TCP. Segments arrive at once: what one side does, the other one sees at its next
 * event.
 */
final class TcpSocket extends InternetSocket {
  /** What a connection is in. */
  enum State {
    CLOSED,
    LISTENING,
    CONNECTING,
    CONNECTED
  }

  /** The numbers of Linux's states. */
  private static final int TCP_ESTABLISHED = 1;

  private static final int TCP_SYN_SENT = 2;
  private static final int TCP_FIN_WAIT2 = 5;
  private static final int TCP_CLOSE = 7;
  private static final int TCP_CLOSE_WAIT = 8;
  private static final int TCP_LISTEN = 10;

  private final TcpConnector connector = new TcpConnector(this);
  private State state = State.CLOSED;
  private @Nullable TcpListener listener;
  private @Nullable TcpSocket peer;

  /** The other side has said that it will send no more. */
  private boolean finished;

  /** It was closed: nobody takes what is sent to it. */
  private boolean gone;

  private @Nullable Byte urgent;

  TcpSocket(Kernel kernel, SocketKind kind, int flags) {
    super(kernel, kind, flags);
  }

  @Override
  Ports ports() {
    return kernel().sockets().tcp();
  }

  State connectionState() {
    return state;
  }

  void setState(State newState) {
    state = newState;
  }

  @Override
  boolean isConnected() {
    return state == State.CONNECTED;
  }

  /** The other side, also when it was closed; null when there never was one. */
  @Nullable TcpSocket peer() {
    return peer;
  }

  void connectTo(TcpSocket other) {
    peer = other;
    state = State.CONNECTED;
    options().connected();
  }

  @Override
  protected boolean canBind() {
    return state == State.CLOSED && peer == null;
  }

  @Override
  protected long connect(Call call, byte[] address) {
    return connector.connect(call, address);
  }

  @Override
  protected long listen(Call call, int backlog) {
    if (state != State.CLOSED && state != State.LISTENING) {
      return -Errno.EINVAL;
    }
    if (state == State.CLOSED) {
      bindAutomatically();
      state = State.LISTENING;
      if (ports().isTaken(this)) {
        state = State.CLOSED;
        return -Errno.EADDRINUSE;
      }
      listener = new TcpListener(this);
      openAgain();
    }
    listening().setBacklog(backlog);
    return 0;
  }

  TcpListener tcpListener() {
    if (listener == null || state != State.LISTENING) {
      throw new SyscallError(Errno.EINVAL);
    }
    return listener;
  }

  @Override
  public boolean isAccepting() {
    return state == State.LISTENING;
  }

  @Override
  protected Listening listening() {
    return tcpListener().queue();
  }

  @Override
  protected void wasAccepted() {
    tcpListener().admitWaiting();
  }

  @Override
  protected void shutDown(int directions) {
    switch (state) {
      case CLOSED -> {
        shut(directions);
        throw new SyscallError(Errno.ENOTCONN);
      }
      case LISTENING -> {
        if ((directions & NO_READING) != 0) {
          stopListening();
        }
      }
      case CONNECTING -> disconnect();
      case CONNECTED -> {
        boolean ends = (directions & NO_WRITING) != 0 && has(NO_WRITING);
        shut(directions);
        if (ends) {
          endSending();
        }
      }
    }
    changed(READABLE | WRITABLE | POLLHUP | POLLRDHUP);
  }

  private void stopListening() {
    TcpListener stopped = tcpListener();
    state = State.CLOSED;
    stopped.stop();
    listener = null;
  }

  /** Tells the other side that nothing more comes; both are closed when both have said so. */
  private void endSending() {
    TcpSocket other = peer;
    if (other == null || other.state != State.CONNECTED) {
      return;
    }
    other.finished = true;
    other.shut(NO_READING);
    if (finished) {
      state = State.CLOSED;
      other.state = State.CLOSED;
    }
    other.changed(READABLE | POLLRDHUP | (other.isShut() ? POLLHUP : 0));
  }

  /** The other side has torn the connection. */
  void reset() {
    if (state == State.CLOSED || gone) {
      return;
    }
    setError(finished ? Errno.EPIPE : Errno.ECONNRESET);
    state = State.CLOSED;
    shut(NO_READING | NO_WRITING);
    changed(READABLE | WRITABLE | POLLERR | POLLHUP | POLLRDHUP);
  }

  /** Ends the connection at once: the other side sees that data was lost. */
  private void tear() {
    TcpSocket other = peer;
    state = State.CLOSED;
    if (other != null) {
      other.reset();
    }
  }

  @Override
  protected void discard() {
    tear();
    super.discard();
  }

  /** Undoes a connection, or the attempt at one: connect(2) to AF_UNSPEC. */
  void disconnect() {
    connector.giveUp();
    boolean torn = state == State.CONNECTED && peer != null;
    if (state == State.LISTENING) {
      stopListening();
    } else if (torn && peer != null) {
      peer.reset();
    }
    state = State.CLOSED;
    peer = null;
    finished = false;
    openAgain();
    setError(torn ? Errno.ECONNRESET : 0);
    inbox().clear(kernel());
    forgetRemote();
    changed(READABLE | WRITABLE | POLLHUP);
  }

  @Override
  protected void closed(Kernel owner) {
    connector.giveUp();
    if (state == State.LISTENING) {
      stopListening();
    } else if (state == State.CONNECTED) {
      if (!inbox().isEmpty() || options().tearsAtClose()) {
        tear();
      } else if (has(NO_WRITING)) {
        shut(NO_WRITING);
        endSending();
      }
    }
    gone = true;
    ports().remove(this);
    super.closed(owner);
  }

  /** Bytes which may be sent before a sender waits. */
  private int sendRoom() {
    TcpSocket other = peer;
    if (state == State.CONNECTING || other == null) {
      return 0;
    }
    int capacity = options().sendBuffer() + other.options().receiveBuffer();
    return other.gone ? capacity : capacity - other.inbox().bytes();
  }

  private boolean isSendable() {
    TcpSocket other = peer;
    if (other == null || state == State.CONNECTING) {
      return state != State.CONNECTING;
    }
    return 3L * sendRoom() >= options().sendBuffer() + other.options().receiveBuffer();
  }

  @Override
  protected long send(Sending sending, GuestBuffer from) {
    return sending.stream(from, this::sendError, this::sendRoom, data -> transmit(sending, data));
  }

  private int sendError() {
    if (pendingError() != 0) {
      return pendingError();
    }
    boolean possible = state == State.CONNECTED || state == State.CONNECTING;
    return possible && has(NO_WRITING) ? 0 : Errno.EPIPE;
  }

  private void transmit(Sending sending, byte[] data) {
    TcpSocket other = peer;
    if (other == null || other.refusesData()) {
      tornBySending();
      return;
    }
    if (sending.has(Sending.MSG_OOB)) {
      other.urgent = data[data.length - 1];
      if (!other.options().takesUrgentInline()) {
        data = java.util.Arrays.copyOf(data, data.length - 1);
      }
      other.changed(POLLPRI);
    }
    if (data.length > 0) {
      other.deliver(new Message(data, Message.Sender.NOBODY, Message.Envelope.NONE, List.of()));
    }
  }

  /** Whether it has ended both directions: what still comes tears the connection. */
  private boolean refusesData() {
    return gone || isShut();
  }

  private void tornBySending() {
    reset();
    if (peer != null) {
      peer.reset();
    }
  }

  /** Takes the urgent byte, or shows it; EINVAL when there is none. */
  byte takeUrgent(boolean peek) {
    Byte found = urgent;
    if (found == null || options().takesUrgentInline()) {
      throw new SyscallError(Errno.EINVAL);
    }
    urgent = peek ? found : null;
    return found;
  }

  @Override
  protected long emptyResult() {
    if (finished) {
      return 0;
    }
    long result = super.emptyResult();
    boolean connects = state == State.CONNECTED || state == State.CONNECTING;
    return result == MUST_WAIT && !connects ? -Errno.ENOTCONN : result;
  }

  @Override
  protected void wasRead() {
    if (peer != null && peer.isSendable()) {
      peer.changed(WRITABLE);
    }
  }

  @Override
  public int unreadByPeer() {
    return peer == null ? 0 : peer.inbox().bytes();
  }

  @Override
  public int readiness(Task asking) {
    if (state == State.LISTENING) {
      return listening().isEmpty() ? 0 : READABLE;
    }
    int ready = readinessOfEnds() | (state == State.CLOSED ? POLLHUP : 0);
    if (state == State.CONNECTING) {
      return ready;
    }
    ready |= urgent != null ? POLLPRI : 0;
    ready |= inbox().bytes() >= options().receiveLowWater() ? READABLE : 0;
    return ready | (!has(NO_WRITING) || isSendable() ? WRITABLE : 0);
  }

  @Override
  public byte @Nullable [] peek(int limit) {
    return StreamTransfer.peek(this, limit);
  }

  @Override
  public void consume(int length) {
    StreamTransfer.consume(this, length);
  }

  @Override
  public int room(Call call) {
    int error = sendError();
    if (error == Errno.EPIPE) {
      brokenPipe(call);
    }
    if (error != 0) {
      takeError();
      throw new SyscallError(error);
    }
    return Math.max(0, sendRoom());
  }

  @Override
  public void accept(Call call, byte[] data) {
    TcpSocket other = peer;
    if (other == null || other.refusesData()) {
      tornBySending();
    } else {
      other.deliver(new Message(data, Message.Sender.NOBODY, Message.Envelope.NONE, List.of()));
    }
  }

  @Override
  public int state() {
    return switch (state) {
      case LISTENING -> TCP_LISTEN;
      case CONNECTING -> TCP_SYN_SENT;
      case CLOSED -> TCP_CLOSE;
      case CONNECTED ->
          finished ? TCP_CLOSE_WAIT : has(NO_WRITING) ? TCP_ESTABLISHED : TCP_FIN_WAIT2;
    };
  }
}
