package dev.reprise.kernel.socket;

import dev.reprise.kernel.Call;
import dev.reprise.kernel.Kernel;
import dev.reprise.kernel.SyscallError;
import dev.reprise.kernel.Task;
import dev.reprise.kernel.WaitQueue;
import dev.reprise.kernel.fd.GuestBuffer;
import dev.reprise.linux.Errno;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A datagram socket of AF_UNIX. */
final class UnixDatagram extends UnixSocket {
  /**
   * How many datagrams a socket holds unread: Linux's default for net.unix.max_dgram_qlen, and one.
   */
  private static final int MAX_DATAGRAMS = 11;

  private static final int UNCONNECTED = 1;

  /** Those that send to this one without a name, in the order in which they connected. */
  private final List<UnixDatagram> senders = new ArrayList<>();

  /** Where those wait who found the inbox full. */
  private final WaitQueue spaceFreed = new WaitQueue();

  private @Nullable UnixDatagram peer;
  private boolean gone;

  UnixDatagram(Kernel kernel, SocketKind kind, int flags) {
    super(kernel, kind, flags);
  }

  static void connect(UnixDatagram one, UnixDatagram other) {
    one.setPeer(other);
    other.setPeer(one);
  }

  private void setPeer(@Nullable UnixDatagram newPeer) {
    if (peer != null) {
      peer.senders.remove(this);
    }
    peer = newPeer;
    if (newPeer != null) {
      newPeer.senders.add(this);
    }
  }

  @Override
  @Nullable UnixSocket other() {
    return peer;
  }

  @Override
  protected long connect(Call call, byte[] address) {
    if (InternetAddress.family(address) == SocketKind.AF_UNSPEC) {
      setPeer(null);
      return 0;
    }
    UnixDatagram found = find(call, address);
    if (options().passesCredentials()) {
      bindAutomatically(call);
    }
    setPeer(found);
    changed(WRITABLE | POLLWRBAND);
    return 0;
  }

  private UnixDatagram find(Call call, byte[] address) {
    UnixSocket found = names().require(call, this, UnixName.parse(address));
    if (!(found instanceof UnixDatagram datagram)) {
      throw new SyscallError(Errno.EPROTOTYPE);
    }
    // Who has chosen a partner hears nobody else.
    if (datagram.peer != null && datagram.peer != this) {
      throw new SyscallError(Errno.EPERM);
    }
    return datagram;
  }

  @Override
  protected void shutDown(int directions) {
    shut(directions);
    changed(READABLE | WRITABLE | POLLHUP | POLLRDHUP);
    spaceFreed.wakeAll();
  }

  @Override
  protected void closed(Kernel owner) {
    gone = true;
    setPeer(null);
    super.closed(owner);
    spaceFreed.wakeAll();
    for (UnixDatagram sender : List.copyOf(senders)) {
      sender.changed(WRITABLE | POLLWRBAND);
    }
  }

  private boolean isFull() {
    return inbox().count() >= MAX_DATAGRAMS;
  }

  private boolean isSendable() {
    UnixDatagram other = peer;
    return other == null
        || (4L * other.inbox().bytes() <= options().sendBuffer() && !other.isFull());
  }

  @Override
  protected long send(Sending sending, GuestBuffer from) {
    if (sending.has(Sending.MSG_OOB)) {
      return -Errno.EOPNOTSUPP;
    }
    int total = from.length();
    byte[] name = sending.destination();
    UnixDatagram target = name == null ? peer : find(sending.call(), name);
    if (target == null) {
      return -Errno.ENOTCONN;
    }
    if (total > options().sendBuffer() - 32) {
      return -Errno.EMSGSIZE;
    }
    if (!has(NO_WRITING)) {
      return -Errno.EPIPE;
    }
    if (target.gone) {
      setPeer(null);
      return -Errno.ECONNREFUSED;
    }
    if (!target.has(NO_READING)) {
      return -Errno.EPIPE;
    }
    boolean room = total <= options().sendBuffer() - target.inbox().bytes();
    if (target.isFull() || (!room && !target.inbox().isEmpty())) {
      return sending.await(target.spaceFreed);
    }
    if (options().passesCredentials()) {
      bindAutomatically(sending.call());
    }
    byte[] source = boundName() == null ? new byte[0] : localName();
    long now = kernel().clock().realtimeNanos();
    Message.Envelope envelope = new Message.Envelope(source, null, now);
    Socket named = target.boundName() == null ? null : target;
    target.deliver(sending.message(sending.whole(from, total), envelope, named));
    return total;
  }

  @Override
  protected void wasRead() {
    spaceFreed.wakeAll();
    for (UnixDatagram sender : List.copyOf(senders)) {
      if (sender.isSendable()) {
        sender.changed(WRITABLE | POLLWRBAND);
      }
    }
  }

  @Override
  public int unreadByPeer() {
    return peer == null ? 0 : peer.inbox().bytes();
  }

  @Override
  public int readiness(Task asking) {
    int ready = readinessOfEnds() | (inbox().isEmpty() ? 0 : READABLE);
    return ready | (isSendable() ? WRITABLE | POLLWRBAND : 0);
  }

  @Override
  public int state() {
    return UNCONNECTED;
  }
}
