package dev.reprise.kernel.socket;

import dev.reprise.kernel.Call;
import dev.reprise.kernel.Kernel;
import dev.reprise.kernel.SyscallError;
import dev.reprise.kernel.identity.Capability;
import dev.reprise.linux.Errno;
import org.jspecify.annotations.Nullable;

/** A socket of IPv4 or IPv6: its two addresses. */
public abstract class InternetSocket extends Socket {
  private static final int FIRST_UNPRIVILEGED = 1024;

  private InternetAddress local;
  private @Nullable InternetAddress remote;
  private boolean hostChosen;
  private boolean portChosen;

  InternetSocket(Kernel kernel, SocketKind kind, int flags) {
    super(kernel, kind, flags);
    local = any();
  }

  private InternetAddress any() {
    return kind().family() == SocketKind.AF_INET ? InternetAddress.ANY_4 : InternetAddress.ANY_6;
  }

  /** The ports of its protocol. */
  abstract Ports ports();

  final InternetAddress local() {
    return local;
  }

  final @Nullable InternetAddress remote() {
    return remote;
  }

  final boolean isV6Only() {
    return kind().family() == SocketKind.AF_INET6
        && options().flag(ProtocolOptions.IPPROTO_IPV6, ProtocolOptions.IPV6_V6ONLY);
  }

  /** Both addresses are known: the socket was accepted, or is connected. */
  final void setAddresses(InternetAddress newLocal, @Nullable InternetAddress newRemote) {
    local = newLocal;
    remote = newRemote;
  }

  /** Undoes what connect(2) chose; what bind(2) chose stays. */
  final void forgetRemote() {
    remote = null;
    if (!portChosen) {
      ports().remove(this);
    }
    local = (hostChosen ? local : any()).withPort(portChosen ? local.port() : 0);
  }

  @Override
  protected final long bind(Call call, byte[] bytes) {
    InternetAddress wanted = bindAddress(bytes);
    if (!wanted.isWildcard() && !(wanted.isLoopback() && kernel().config().loopback())) {
      return -Errno.EADDRNOTAVAIL;
    }
    boolean privileged = call.task().credentials().isCapable(Capability.NET_BIND_SERVICE);
    if (wanted.port() > 0 && wanted.port() < FIRST_UNPRIVILEGED && !privileged) {
      return -Errno.EACCES;
    }
    if (local.port() != 0 || !canBind()) {
      return -Errno.EINVAL;
    }
    hostChosen = !wanted.isWildcard();
    portChosen = wanted.port() != 0;
    take(wanted);
    return 0;
  }

  /** Whether bind(2) is still possible. */
  protected boolean canBind() {
    return remote == null;
  }

  private InternetAddress bindAddress(byte[] bytes) {
    boolean v4 = kind().family() == SocketKind.AF_INET;
    if (bytes.length < (v4 ? InternetAddress.IPV4_BYTES : 24)) {
      throw new SyscallError(Errno.EINVAL);
    }
    int family = InternetAddress.family(bytes);
    InternetAddress wanted;
    if (v4 && family == SocketKind.AF_UNSPEC) {
      // Old programs leave the family out when they mean any address.
      byte[] completed = bytes.clone();
      completed[0] = SocketKind.AF_INET;
      wanted = InternetAddress.parse(completed);
      if (!wanted.isWildcard()) {
        throw new SyscallError(Errno.EAFNOSUPPORT);
      }
      return wanted;
    }
    if (family != kind().family()) {
      throw new SyscallError(Errno.EAFNOSUPPORT);
    }
    wanted = InternetAddress.parse(bytes);
    if (isV6Only() && wanted.isV4()) {
      throw new SyscallError(Errno.EINVAL);
    }
    return wanted;
  }

  private void take(InternetAddress wanted) {
    local = wanted;
    int port = 0;
    try {
      port = wanted.port() == 0 ? ports().free(this) : wanted.port();
      local = wanted.withPort(port);
      if (wanted.port() != 0 && ports().isTaken(this)) {
        throw new SyscallError(Errno.EADDRINUSE);
      }
    } catch (SyscallError error) {
      local = any();
      hostChosen = false;
      portChosen = false;
      throw error;
    }
    ports().add(this);
  }

  /** Gives it a port unless it has one, as connecting, sending and listening do. */
  final void bindAutomatically() {
    if (local.port() == 0) {
      take(local);
    }
  }

  /** Where connect(2) or sendto(2) wants to go; ENETUNREACH for all but this machine. */
  final InternetAddress destination(InternetAddress given) {
    InternetAddress to = given.asDestination();
    if (given.isWildcard() && !given.isV4() && local.isV4() && !local.isWildcard()) {
      to = InternetAddress.ANY_4.asDestination().withPort(given.port());
    }
    boolean unreachable = !kernel().config().loopback() || !to.isLoopback();
    if (unreachable || (to.isV4() && isV6Only())) {
      throw new SyscallError(Errno.ENETUNREACH);
    }
    if (!local.isWildcard() && local.isV4() != to.isV4()) {
      throw new SyscallError(to.isV4() ? Errno.EINVAL : Errno.ENETUNREACH);
    }
    return to;
  }

  /** The address from which packets to another come. */
  final InternetAddress sourceFor(InternetAddress to) {
    return local.isWildcard() ? to.sourceFor(local.port()) : local;
  }

  @Override
  public final byte[] localName() {
    return local.toBytes(kind().family());
  }

  @Override
  public final byte[] peerName() {
    InternetAddress peer = remote;
    if (peer == null || !isConnected()) {
      throw new SyscallError(Errno.ENOTCONN);
    }
    return peer.toBytes(kind().family());
  }

  @Override
  protected final byte[] acceptedName() {
    return java.util.Objects.requireNonNull(remote).toBytes(kind().family());
  }

  /** Whether getpeername(2) has an answer. */
  abstract boolean isConnected();
}
