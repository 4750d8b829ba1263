package dev.reprise.kernel.socket;

import dev.reprise.kernel.Call;
import dev.reprise.kernel.SyscallError;
import dev.reprise.kernel.fd.GuestBuffer;
import dev.reprise.linux.Errno;
import java.util.List;

/** Sending through a socket: write, send and sendmsg. */
final class Sending {
  static final int MSG_OOB = 1;
  static final int MSG_DONTWAIT = 0x40;
  static final int MSG_NOSIGNAL = 0x4000;

  private final Call call;
  private final SocketEnd socket;
  private final int flags;
  private final Progress progress;
  private Control control = Control.NONE;

  Sending(Call call, SocketEnd socket, int flags) {
    this.call = call;
    this.socket = socket;
    this.flags = flags;
    this.progress = call.remember(Progress::new);
    if ((flags & MSG_OOB) != 0) {
      throw new SyscallError(Errno.EOPNOTSUPP);
    }
  }

  /** Sends credentials and descriptors with the first bytes. */
  Sending with(Control newControl) {
    control = newControl;
    return this;
  }

  /** The result of the call: bytes sent, an error, or that it waits. */
  long send(GuestBuffer from) {
    int total = from.length();
    if (socket.type() == SocketEnd.STREAM) {
      return sendStream(from, total);
    }
    if (total > socket.options().sendBuffer() - 32) {
      return -Errno.EMSGSIZE;
    }
    SocketEnd peer = socket.peer();
    if (!socket.has(SocketEnd.NO_WRITING) || (peer != null && !peer.has(SocketEnd.NO_READING))) {
      return -Errno.EPIPE;
    }
    if (peer == null) {
      return socket.isConnectionBased() ? -Errno.EPIPE : -Errno.ECONNREFUSED;
    }
    int room = socket.sendRoom();
    if (room < Math.max(1, total)) {
      return await();
    }
    byte[] data = from.get(0, total);
    if (data.length < total) {
      return -Errno.EFAULT;
    }
    deliver(data);
    return total;
  }

  private long sendStream(GuestBuffer from, int total) {
    while (true) {
      if (socket.peer() == null || !socket.has(SocketEnd.NO_WRITING)) {
        return broken();
      }
      if (progress.bytes == total) {
        return total;
      }
      int length = Math.min(total - progress.bytes, socket.sendRoom());
      if (length == 0) {
        return await();
      }
      byte[] data = from.get(progress.bytes, length);
      deliver(data);
      progress.bytes += data.length;
      if (data.length < length) {
        return progress.bytes;
      }
    }
  }

  private long broken() {
    if (progress.bytes > 0) {
      return progress.bytes;
    }
    if ((flags & MSG_NOSIGNAL) == 0) {
      call.kernel().signals().brokenPipe(call.task());
    }
    return -Errno.EPIPE;
  }

  private long await() {
    if (socket.isNonblocking() || (flags & MSG_DONTWAIT) != 0) {
      return progress.bytes > 0 ? progress.bytes : -Errno.EAGAIN;
    }
    return Waits.await(
        call, socket, progress, socket.options().sendTimeoutNanos(), "send to " + socket.name());
  }

  /** Puts one message into the other end. */
  void deliver(byte[] data) {
    SocketEnd peer = socket.peer();
    if (peer == null) {
      throw new SyscallError(Errno.EPIPE);
    }
    Message.Sender sender = control.sender() != null ? control.sender() : SocketCalls.self(call);
    List<Integer> descriptors = progress.bytes == 0 ? control.descriptors() : List.of();
    HostRights.send(call, call.intArg(0), descriptors);
    peer.deliver(new Message(data, sender, Control.files(call, descriptors)));
  }
}
