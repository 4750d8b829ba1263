package dev.reprise.kernel.socket;

import dev.reprise.kernel.Call;
import dev.reprise.kernel.SyscallError;
import dev.reprise.linux.Nr;

/**
 * The host's descriptors that keep the numbers of the guest's sockets: sockets for AF_UNIX, which
 * carry descriptors, and what costs least for all others.
 */
final class Placeholders {
  private static final int CLOEXEC = 0x80000;

  private Placeholders() {}

  /** Makes the number of a new socket; an error is raised. */
  static int create(Call call, SocketKind kind, boolean closeOnExec) {
    long fd =
        kind.family() == SocketKind.AF_UNIX
            ? HostNames.create(call, kind, closeOnExec)
            : plain(call, closeOnExec);
    if (fd < 0) {
      throw new SyscallError((int) -fd);
    }
    return (int) fd;
  }

  /** Makes the number of what the listening socket of argument 0 accepts; or an error. */
  static long accept(Call call, Socket listener, boolean closeOnExec) {
    return listener.kind().family() == SocketKind.AF_UNIX
        ? HostNames.accept(call, closeOnExec)
        : plain(call, closeOnExec);
  }

  private static long plain(Call call, boolean closeOnExec) {
    return call.execute(Nr.EPOLL_CREATE1, closeOnExec ? CLOEXEC : 0);
  }
}
