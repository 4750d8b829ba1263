package dev.reprise.kernel.socket;

import dev.reprise.kernel.Call;
import dev.reprise.kernel.Kernel;
import dev.reprise.kernel.SyscallError;
import dev.reprise.linux.Errno;
import org.jspecify.annotations.Nullable;

/** A socket of AF_UNIX: its name. */
abstract class UnixSocket extends Socket {
  private @Nullable UnixName name;
  private long inode;

  /** Whether the name is another socket's: the listener's, of which this one was accepted. */
  private boolean borrowed;

  UnixSocket(Kernel kernel, SocketKind kind, int flags) {
    super(kernel, kind, flags);
  }

  final UnixNames names() {
    return kernel().sockets().unix();
  }

  final @Nullable UnixName boundName() {
    return name;
  }

  final void named(UnixName newName, long newInode) {
    name = newName;
    inode = newInode;
  }

  @Override
  protected final long bind(Call call, byte[] address) {
    if (UnixName.isUnnamed(address)) {
      bindAutomatically(call);
      return 0;
    }
    UnixName wanted = UnixName.parse(address);
    if (name != null) {
      return -Errno.EINVAL;
    }
    names().bind(call, this, wanted);
    HostNames.bind(call, this);
    return 0;
  }

  /** Gives it a name unless it has one. */
  final void bindAutomatically(Call call) {
    if (name == null) {
      names().bindAutomatically(this);
      HostNames.bind(call, this);
    }
  }

  @Override
  public final byte[] localName() {
    return name == null ? UnixName.unnamed() : name.toBytes();
  }

  /** The other side, or null. */
  abstract @Nullable UnixSocket other();

  @Override
  public final byte[] peerName() {
    UnixSocket peer = other();
    if (peer == null) {
      throw new SyscallError(Errno.ENOTCONN);
    }
    return peer.localName();
  }

  /** The side that was accepted answers to the listener's name, and does not own it. */
  final void answerAs(UnixSocket listener) {
    name = listener.name;
    borrowed = true;
  }

  @Override
  protected void closed(Kernel owner) {
    if (!borrowed) {
      names().remove(this, name, inode);
    }
    super.closed(owner);
  }
}
