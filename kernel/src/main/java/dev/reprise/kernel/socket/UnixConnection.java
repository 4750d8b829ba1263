package dev.reprise.kernel.socket;

import dev.reprise.kernel.Call;
import dev.reprise.kernel.Kernel;
import dev.reprise.kernel.SyscallError;
import dev.reprise.kernel.Task;
import dev.reprise.kernel.fd.GuestBuffer;
import dev.reprise.linux.Errno;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A socket of AF_UNIX that is connected: a stream, or sequenced packets. */
final class UnixConnection extends UnixSocket {
  /** The numbers of Linux's states, for {@code /proc/net/unix}. */
  private static final int UNCONNECTED = 1;

  private static final int CONNECTED = 3;

  private @Nullable Listening listening;
  private @Nullable UnixConnection peer;
  private boolean peerGone;

  UnixConnection(Kernel kernel, SocketKind kind, int flags) {
    super(kernel, kind, flags);
  }

  static void connect(UnixConnection one, UnixConnection other) {
    one.peer = other;
    other.peer = one;
  }

  private boolean isConnected() {
    return peer != null;
  }

  /** The other end; null when it was closed. */
  private @Nullable UnixConnection livePeer() {
    return peerGone ? null : peer;
  }

  @Override
  @Nullable UnixSocket other() {
    return peer;
  }

  @Override
  protected long connect(Call call, byte[] address) {
    Progress progress = call.remember(Progress::new);
    UnixName name = UnixName.parse(address);
    if (options().passesCredentials()) {
      bindAutomatically(call);
    }
    UnixSocket found = names().require(call, this, name);
    if (found.kind().type() != kind().type()) {
      return -Errno.EPROTOTYPE;
    }
    if (!(found instanceof UnixConnection server)
        || server.listening == null
        || !server.has(NO_READING)) {
      return -Errno.ECONNREFUSED;
    }
    if (listening != null) {
      return -Errno.EINVAL;
    }
    if (isConnected()) {
      return -Errno.EISCONN;
    }
    Listening queue = server.listening;
    if (queue.isFull()) {
      return isNonblocking()
          ? -Errno.EAGAIN
          : Waits.await(
              call,
              progress,
              options().sendTimeoutNanos(),
              "connect of " + name(),
              queue.roomMade());
    }
    HostNames.connect(call, server);
    server.take(call, this);
    return 0;
  }

  /** The listener's part of a connection. */
  private void take(Call call, UnixConnection client) {
    UnixConnection accepted = new UnixConnection(kernel(), kind(), 0);
    accepted.answerAs(this);
    accepted.options().inheritUnix(options());
    accepted.options().setPeer(SocketCalls.peer(call));
    client.options().setPeer(options().creator());
    connect(client, accepted);
    java.util.Objects.requireNonNull(listening).add(accepted);
    changed(READABLE);
    client.changed(WRITABLE | POLLWRBAND);
  }

  @Override
  protected long listen(Call call, int backlog) {
    if (boundName() == null || isConnected()) {
      return -Errno.EINVAL;
    }
    if (listening == null) {
      HostNames.listen(call);
      listening = new Listening();
    }
    listening.setBacklog(backlog);
    options().setCreator(SocketCalls.peer(call));
    return 0;
  }

  @Override
  public boolean isAccepting() {
    return listening != null;
  }

  @Override
  protected Listening listening() {
    if (listening == null || !has(NO_READING)) {
      throw new SyscallError(Errno.EINVAL);
    }
    return listening;
  }

  /** Answers shutdown(2); the other end is shut the other way round. */
  @Override
  protected void shutDown(int directions) {
    shut(directions);
    UnixConnection other = livePeer();
    if (other != null) {
      other.shut(
          ((directions & NO_READING) != 0 ? NO_WRITING : 0)
              | ((directions & NO_WRITING) != 0 ? NO_READING : 0));
      other.changed(READABLE | WRITABLE | POLLHUP | POLLRDHUP);
    }
    if (listening != null) {
      listening.roomMade().wakeAll();
    }
    changed(READABLE | WRITABLE | POLLHUP | POLLRDHUP);
  }

  @Override
  protected void closed(Kernel owner) {
    leavePeer(!inbox().isEmpty());
    if (listening != null) {
      listening.clear().forEach(Socket::discard);
    }
    super.closed(owner);
  }

  @Override
  protected void discard() {
    leavePeer(true);
    super.discard();
  }

  private void leavePeer(boolean lost) {
    UnixConnection other = livePeer();
    if (other != null && !other.peerGone) {
      other.peerGone = true;
      peerGone = true;
      other.shut(NO_READING | NO_WRITING);
      if (lost) {
        other.setError(Errno.ECONNRESET);
      }
      other.changed(READABLE | WRITABLE | POLLHUP | POLLRDHUP | POLLERR);
    }
  }

  /** Bytes which may be sent before a sender waits: the other end's unread ones are still its. */
  private int sendRoom() {
    return Math.max(0, options().sendBuffer() - unreadByPeer());
  }

  @Override
  public int unreadByPeer() {
    UnixConnection other = livePeer();
    return other == null ? 0 : other.inbox().bytes();
  }

  /** As Linux, poll(2) calls a socket writable while a quarter of the buffer is in use at most. */
  private boolean isSendable() {
    return listening == null && 4L * unreadByPeer() <= options().sendBuffer();
  }

  @Override
  protected long send(Sending sending, GuestBuffer from) {
    if (sending.has(Sending.MSG_OOB)) {
      return -Errno.EOPNOTSUPP;
    }
    if (sending.destination() != null && isStream()) {
      return isConnected() ? -Errno.EISCONN : -Errno.EOPNOTSUPP;
    }
    if (!isConnected()) {
      return -Errno.ENOTCONN;
    }
    return isStream()
        ? sending.stream(from, this::sendError, this::sendRoom, data -> transmit(sending, data))
        : sendPacket(sending, from);
  }

  private int sendError() {
    UnixConnection other = livePeer();
    return other == null || !has(NO_WRITING) || !other.has(NO_READING) ? Errno.EPIPE : 0;
  }

  private long sendPacket(Sending sending, GuestBuffer from) {
    int total = from.length();
    if (total > options().sendBuffer() - 32) {
      return -Errno.EMSGSIZE;
    }
    if (sendError() != 0) {
      return -sendError();
    }
    if (sendRoom() < Math.max(1, total)) {
      return sending.await(readinessChanged());
    }
    transmit(sending, sending.whole(from, total));
    return total;
  }

  private void transmit(Sending sending, byte[] data) {
    UnixConnection other = java.util.Objects.requireNonNull(livePeer());
    other.deliver(sending.message(data, Message.Envelope.NONE, null));
  }

  @Override
  protected byte[] nameOf(Message message) {
    UnixSocket other = peer;
    return other == null || other.boundName() == null ? new byte[0] : other.localName();
  }

  @Override
  protected long emptyResult() {
    if (!isConnected()) {
      return isStream() ? -Errno.EINVAL : -Errno.ENOTCONN;
    }
    return super.emptyResult();
  }

  @Override
  protected void wasRead() {
    UnixConnection other = livePeer();
    if (other != null && other.isSendable()) {
      other.changed(WRITABLE | POLLWRBAND);
    }
  }

  @Override
  public int readiness(Task asking) {
    int ready = readinessOfEnds() | (!isConnected() && listening == null ? POLLHUP : 0);
    ready |= inbox().isEmpty() && (listening == null || listening.isEmpty()) ? 0 : READABLE;
    return ready | (isSendable() ? WRITABLE | POLLWRBAND : 0);
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
    if (sendError() != 0) {
      brokenPipe(call);
      throw new SyscallError(Errno.EPIPE);
    }
    return sendRoom();
  }

  @Override
  public void accept(Call call, byte[] data) {
    UnixConnection other = livePeer();
    if (other != null) {
      other.deliver(new Message(data, SocketCalls.self(call), Message.Envelope.NONE, List.of()));
    }
  }

  @Override
  public int state() {
    return isConnected() ? CONNECTED : UNCONNECTED;
  }
}
