package dev.reprise.kernel.socket;

import dev.reprise.kernel.Call;
import dev.reprise.kernel.Kernel;
import dev.reprise.kernel.SyscallError;
import dev.reprise.kernel.Task;
import dev.reprise.kernel.fd.GuestBuffer;
import dev.reprise.kernel.fd.OpenFile;
import dev.reprise.kernel.fd.VirtualDevice;
import dev.reprise.linux.Errno;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One of a pair of sockets: what it has received, and what has become of both directions. */
final class SocketEnd extends OpenFile {
  static final int STREAM = 1;
  static final int DATAGRAM = 2;
  static final int SEQPACKET = 5;

  static final int NO_READING = 1;
  static final int NO_WRITING = 2;

  private static final int POLLWRBAND = 0x200;
  private static final int SOCKET_MODE = 0xC000 | 0777;
  private static final int SIOCINQ = 0x541B;
  private static final int SIOCOUTQ = 0x5411;

  /**
   * How many datagrams a socket holds unread: Linux's default for net.unix.max_dgram_qlen, and one.
   */
  private static final int MAX_DATAGRAMS = 11;

  private final int type;
  private final long number;
  private final SocketOptions options;
  private final Deque<Message> received = new ArrayDeque<>();
  private @Nullable SocketEnd peer;
  private int receivedBytes;
  private int shutdown;
  private int error;

  SocketEnd(int type, long number, int flags, Message.Sender creator) {
    super(2 | flags);
    this.type = type;
    this.number = number;
    this.options = new SocketOptions(type, creator);
  }

  static void connect(SocketEnd one, SocketEnd other) {
    one.peer = other;
    other.peer = one;
  }

  int type() {
    return type;
  }

  SocketOptions options() {
    return options;
  }

  Deque<Message> received() {
    return received;
  }

  /** The other end; null when it was closed. */
  @Nullable SocketEnd peer() {
    return peer;
  }

  boolean isConnectionBased() {
    return type != DATAGRAM;
  }

  boolean has(int direction) {
    return (shutdown & direction) == 0;
  }

  /** The pending error, which is told once. */
  int takeError() {
    int pending = error;
    error = 0;
    return pending;
  }

  /**
   * Bytes which may be sent before a sender waits: the other end's unread ones are still its own.
   */
  int sendRoom() {
    SocketEnd other = peer;
    if (other == null || (!isConnectionBased() && other.received.size() >= MAX_DATAGRAMS)) {
      return 0;
    }
    return Math.max(0, options.sendBuffer() - other.receivedBytes);
  }

  /** As Linux, poll(2) calls a socket writable while a quarter of the buffer is in use at most. */
  private boolean isSendable() {
    SocketEnd other = peer;
    return other == null
        || (4L * other.receivedBytes <= options.sendBuffer()
            && (isConnectionBased() || other.received.size() < MAX_DATAGRAMS));
  }

  void deliver(Message message) {
    received.add(message);
    receivedBytes += message.length();
    changed(READABLE);
  }

  /** Bytes of the first message were taken. */
  void consumed(int bytes) {
    receivedBytes -= bytes;
    tellSender();
  }

  /** The first message was taken in full. */
  void removeFirst(Kernel kernel) {
    Message first = received.remove();
    receivedBytes -= first.length();
    first.releaseFiles(kernel);
    tellSender();
  }

  private void tellSender() {
    SocketEnd other = peer;
    if (other != null && other.isSendable()) {
      other.changed(WRITABLE | POLLWRBAND);
    }
  }

  /** Answers shutdown(2); the other end of a connection is shut the other way round. */
  void shutdown(int directions) {
    shutdown |= directions;
    SocketEnd other = peer;
    if (isConnectionBased() && other != null) {
      other.shutdown |=
          ((directions & NO_READING) != 0 ? NO_WRITING : 0)
              | ((directions & NO_WRITING) != 0 ? NO_READING : 0);
      other.changed(READABLE | WRITABLE | POLLHUP | POLLRDHUP);
    }
    changed(READABLE | WRITABLE | POLLHUP | POLLRDHUP);
  }

  @Override
  protected void closed(Kernel kernel) {
    SocketEnd other = peer;
    if (other != null) {
      other.peer = null;
      if (isConnectionBased()) {
        other.shutdown = NO_READING | NO_WRITING;
        other.error = received.isEmpty() ? other.error : Errno.ECONNRESET;
      }
      other.changed(READABLE | WRITABLE | POLLHUP | POLLRDHUP | POLLERR);
    }
    received.forEach(message -> message.releaseFiles(kernel));
    received.clear();
  }

  @Override
  public int readiness(Task asking) {
    int ready = error != 0 ? POLLERR : 0;
    ready |= shutdown == (NO_READING | NO_WRITING) ? POLLHUP : 0;
    ready |= has(NO_READING) ? 0 : POLLRDHUP | READABLE;
    ready |= received.isEmpty() ? 0 : READABLE;
    return ready | (isSendable() ? WRITABLE | POLLWRBAND : 0);
  }

  @Override
  public long read(Call call, GuestBuffer into, long position) {
    return position >= 0 ? -Errno.ESPIPE : new Receiving(call, this, 0).receive(into).result();
  }

  @Override
  public long write(Call call, GuestBuffer from, long position) {
    return position >= 0 ? -Errno.ESPIPE : new Sending(call, this, 0).send(from);
  }

  @Override
  public int room(Call call) {
    if (peer == null || !has(NO_WRITING)) {
      brokenPipe(call);
      throw new SyscallError(Errno.EPIPE);
    }
    return sendRoom();
  }

  @Override
  public void accept(Call call, byte[] data) {
    if (peer != null) {
      peer.deliver(new Message(data, SocketCalls.self(call), List.of()));
    }
  }

  @Override
  public long ioctl(Call call) {
    SocketEnd other = peer;
    switch (call.intArg(1)) {
      case SIOCINQ -> {
        Message first = received.peek();
        int datagram = first == null ? 0 : first.length();
        call.memory().writeInt(call.arg(2), type == STREAM ? receivedBytes : datagram);
        return 0;
      }
      case SIOCOUTQ -> {
        call.memory().writeInt(call.arg(2), other == null ? 0 : other.receivedBytes);
        return 0;
      }
      default -> {
        return -Errno.ENOTTY;
      }
    }
  }

  @Override
  public String name() {
    return "socket:[" + number + "]";
  }

  @Override
  public int mode() {
    return SOCKET_MODE;
  }

  @Override
  public long objectNumber() {
    return number;
  }

  @Override
  public long device() {
    return VirtualDevice.SOCKETS;
  }
}
