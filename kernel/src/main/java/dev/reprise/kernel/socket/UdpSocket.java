package dev.reprise.kernel.socket;

import dev.reprise.kernel.Call;
import dev.reprise.kernel.Kernel;
import dev.reprise.kernel.SyscallError;
import dev.reprise.kernel.Task;
import dev.reprise.kernel.fd.GuestBuffer;
import dev.reprise.linux.Errno;
import org.jspecify.annotations.Nullable;

/** A socket of UDP. */
final class UdpSocket extends InternetSocket {
  private static final int TCP_ESTABLISHED = 1;
  private static final int TCP_CLOSE = 7;

  /** The most that fits into a packet of IPv4, and of IPv6. */
  private static final int MAX_BYTES_4 = 65_507;

  private static final int MAX_BYTES_6 = 65_527;

  /** What Linux counts for a datagram beside its content, about. */
  private static final int OVERHEAD = 768;

  UdpSocket(Kernel kernel, SocketKind kind, int flags) {
    super(kernel, kind, flags);
  }

  @Override
  Ports ports() {
    return kernel().sockets().udp();
  }

  @Override
  boolean isConnected() {
    return remote() != null;
  }

  @Override
  protected long connect(Call call, byte[] address) {
    if (address.length < 2) {
      return -Errno.EINVAL;
    }
    if (InternetAddress.family(address) == SocketKind.AF_UNSPEC) {
      forgetRemote();
      return 0;
    }
    InternetAddress to = destination(parse(address));
    if (isConnected()) {
      setAddresses(local(), null);
    }
    bindAutomatically();
    setAddresses(sourceFor(to), to);
    changed(WRITABLE | POLLWRBAND);
    return 0;
  }

  /** IPv6 sockets take addresses of IPv4 as well. */
  private InternetAddress parse(byte[] address) {
    int family = InternetAddress.family(address);
    boolean known =
        family == kind().family()
            || (family == SocketKind.AF_INET && kind().family() == SocketKind.AF_INET6);
    if (!known) {
      throw new SyscallError(
          kind().family() == SocketKind.AF_INET6 && family != SocketKind.AF_UNSPEC
              ? Errno.EINVAL
              : Errno.EAFNOSUPPORT);
    }
    return InternetAddress.parse(address);
  }

  @Override
  protected void shutDown(int directions) {
    shut(directions);
    changed(READABLE | WRITABLE | POLLHUP | POLLRDHUP);
    if (!isConnected()) {
      throw new SyscallError(Errno.ENOTCONN);
    }
  }

  @Override
  protected long send(Sending sending, GuestBuffer from) {
    if (sending.has(Sending.MSG_OOB)) {
      return -Errno.EOPNOTSUPP;
    }
    bindAutomatically();
    int total = from.length();
    InternetAddress to = target(sending.destination());
    if (total > (to.isV4() ? MAX_BYTES_4 : MAX_BYTES_6)) {
      return -Errno.EMSGSIZE;
    }
    if (!has(NO_WRITING)) {
      return sending.broken(Errno.EPIPE);
    }
    int error = takeError();
    if (error != 0) {
      return -error;
    }
    byte[] data = sending.whole(from, total);
    InternetAddress source = sourceFor(to);
    Socket found = ports().receiver(to, source, false);
    if (found instanceof UdpSocket receiver) {
      receiver.arrived(sending, data, source, to);
    } else if (isConnected() || options().reportsErrors(to)) {
      setError(Errno.ECONNREFUSED);
      changed(POLLERR | READABLE | WRITABLE);
    }
    return total;
  }

  private InternetAddress target(byte @Nullable [] address) {
    InternetAddress remote = remote();
    if (address == null) {
      if (remote == null) {
        throw new SyscallError(Errno.EDESTADDRREQ);
      }
      return remote;
    }
    if (kind().family() == SocketKind.AF_INET
        && InternetAddress.family(address) == SocketKind.AF_UNSPEC) {
      address = address.clone();
      address[0] = SocketKind.AF_INET;
    }
    InternetAddress to = parse(address);
    if (to.port() == 0) {
      throw new SyscallError(Errno.EINVAL);
    }
    InternetAddress reachable = destination(to);
    if (reachable.isBroadcast()
        && !options().flag(ProtocolOptions.SOL_SOCKET, ProtocolOptions.SO_BROADCAST)) {
      throw new SyscallError(Errno.EACCES);
    }
    return reachable;
  }

  /** A datagram is here: it is kept, or lost when the buffer is full. */
  private void arrived(Sending sending, byte[] data, InternetAddress source, InternetAddress to) {
    long used = inbox().bytes() + (long) OVERHEAD * inbox().count();
    if (!has(NO_READING) || used + data.length + OVERHEAD > options().receiveBuffer()) {
      return;
    }
    long now = kernel().clock().realtimeNanos();
    DatagramHeader header = sending.header(to);
    byte[] from = source.toBytes(kind().family());
    deliver(sending.message(data, new Message.Envelope(from, header, now), null));
  }

  @Override
  protected void closed(Kernel owner) {
    ports().remove(this);
    super.closed(owner);
  }

  @Override
  public int readiness(Task asking) {
    int ready = readinessOfEnds() | (inbox().isEmpty() ? 0 : READABLE);
    return ready | WRITABLE | POLLWRBAND;
  }

  @Override
  public int state() {
    return isConnected() ? TCP_ESTABLISHED : TCP_CLOSE;
  }
}
