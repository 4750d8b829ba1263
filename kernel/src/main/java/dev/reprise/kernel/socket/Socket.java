package dev.reprise.kernel.socket;

import dev.reprise.kernel.Call;
import dev.reprise.kernel.Kernel;
import dev.reprise.kernel.SyscallError;
import dev.reprise.kernel.fd.GuestBuffer;
import dev.reprise.kernel.fd.OpenFile;
import dev.reprise.kernel.fd.VirtualDevice;
import dev.reprise.linux.Errno;
import java.nio.charset.StandardCharsets;

/** A socket of the guest: what all families have in common. */
public abstract class Socket extends OpenFile {
  public static final int STREAM = 1;
  public static final int DATAGRAM = 2;
  public static final int SEQPACKET = 5;

  /** Bits of what shutdown(2), or the other side, has ended. */
  static final int NO_READING = 1;

  static final int NO_WRITING = 2;

  /** What {@link #emptyResult} tells when a reader has to wait. */
  static final long MUST_WAIT = 1;

  static final int POLLWRBAND = 0x200;
  private static final int SOCKET_MODE = 0xC000 | 0777;
  private static final int SIOCINQ = 0x541B;
  private static final int SIOCOUTQ = 0x5411;

  private final Kernel kernel;
  private final SocketKind kind;
  private final long number;
  private final SocketOptions options;
  private final Inbox inbox = new Inbox();
  private byte[] interfaceName = new byte[0];
  private int shutdown;
  private int error;

  /** An unbound socket; {@code flags} are those of open(2). */
  protected Socket(Kernel kernel, SocketKind kind, int flags) {
    super(2 | flags);
    this.kernel = kernel;
    this.kind = kind;
    this.number = kernel.descriptors().nextObject();
    this.options = new SocketOptions(kind);
    kernel.sockets().add(this);
  }

  protected final Kernel kernel() {
    return kernel;
  }

  /** Family, type and protocol. */
  public final SocketKind kind() {
    return kind;
  }

  final SocketOptions options() {
    return options;
  }

  final Inbox inbox() {
    return inbox;
  }

  /** Answers bind(2). */
  protected abstract long bind(Call call, byte[] address);

  /** Answers connect(2). */
  protected abstract long connect(Call call, byte[] address);

  /** Answers listen(2). */
  protected long listen(Call call, int backlog) {
    return -Errno.EOPNOTSUPP;
  }

  /** The connections which wait for accept(2); EINVAL or EOPNOTSUPP when it does not listen. */
  protected Listening listening() {
    throw new SyscallError(Errno.EOPNOTSUPP);
  }

  /** Whether it listens. */
  public boolean isAccepting() {
    return false;
  }

  /** The address which accept(2) tells of the other side: TCP knows it even when that has gone. */
  protected byte[] acceptedName() {
    return peerName();
  }

  /** The first of {@link #listening} was accepted. */
  protected void wasAccepted() {}

  /** The socket waited for accept(2), and nobody will ever take it. */
  protected void discard() {
    closed(kernel);
  }

  /** Answers getsockname(2). */
  public abstract byte[] localName();

  /** Answers getpeername(2); ENOTCONN when there is none. */
  public abstract byte[] peerName();

  /** The state as {@code /proc/net} tells it. */
  public abstract int state();

  /** Answers shutdown(2). */
  protected abstract void shutDown(int directions);

  /** Answers the sending calls. */
  protected abstract long send(Sending sending, GuestBuffer from);

  /**
   * What a reader finds who finds no message: an error, 0 for the end, or {@link #MUST_WAIT}. A
   * pending error is taken.
   */
  protected long emptyResult() {
    int pending = takeError();
    if (pending != 0) {
      return -pending;
    }
    return has(NO_READING) ? MUST_WAIT : 0;
  }

  /** The interface which SO_BINDTODEVICE named. */
  final byte[] interfaceName() {
    return interfaceName.clone();
  }

  final void bindToInterface(String name) {
    interfaceName = (name.isEmpty() ? "" : name + "\0").getBytes(StandardCharsets.ISO_8859_1);
  }

  /** Somebody has read from the inbox. */
  protected void wasRead() {}

  /** The address which recvfrom(2) tells for a message. */
  protected byte[] nameOf(Message message) {
    return message.envelope().from();
  }

  /** Whether a receiver takes bytes, whatever the borders of the messages. */
  final boolean isStream() {
    return kind.type() == STREAM;
  }

  final boolean has(int direction) {
    return (shutdown & direction) == 0;
  }

  final boolean isShut() {
    return shutdown == (NO_READING | NO_WRITING);
  }

  final void shut(int directions) {
    shutdown |= directions;
  }

  final void openAgain() {
    shutdown = 0;
  }

  final void setError(int errno) {
    error = errno;
  }

  final int pendingError() {
    return error;
  }

  /** The pending error, which is told once. */
  final int takeError() {
    int pending = error;
    error = 0;
    return pending;
  }

  final void deliver(Message message) {
    inbox.add(message);
    changed(READABLE);
  }

  /** The POLL bits of a pending error and of what is shut. */
  final int readinessOfEnds() {
    int ready = error != 0 ? POLLERR : 0;
    ready |= isShut() ? POLLHUP : 0;
    return ready | (has(NO_READING) ? 0 : POLLRDHUP | READABLE);
  }

  /** Bytes that were sent and that the other side has not read. */
  public int unreadByPeer() {
    return 0;
  }

  /** Bytes that have arrived and were not read; of a listening socket, connections. */
  public final int unread() {
    return isAccepting() ? listening().count() : inbox.bytes();
  }

  @Override
  protected void closed(Kernel owner) {
    kernel.sockets().remove(this);
    inbox.clear(owner);
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
  public long ioctl(Call call) {
    switch (call.intArg(1)) {
      case SIOCINQ -> {
        if (isAccepting()) {
          return -Errno.EINVAL;
        }
        Message first = inbox.first();
        int datagram = first == null ? 0 : first.length();
        call.memory().writeInt(call.arg(2), isStream() ? inbox.bytes() : datagram);
        return 0;
      }
      case SIOCOUTQ -> {
        call.memory().writeInt(call.arg(2), unreadByPeer());
        return 0;
      }
      default -> {
        return new InterfaceRequests(call, this).answer();
      }
    }
  }

  @Override
  public final boolean isSocket() {
    return true;
  }

  @Override
  public final String name() {
    return "socket:[" + number + "]";
  }

  @Override
  public final int mode() {
    return SOCKET_MODE;
  }

  @Override
  public final long objectNumber() {
    return number;
  }

  @Override
  public final long device() {
    return VirtualDevice.SOCKETS;
  }
}
