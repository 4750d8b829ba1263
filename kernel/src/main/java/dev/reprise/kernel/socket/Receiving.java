package dev.reprise.kernel.socket;

import dev.reprise.kernel.Call;
import dev.reprise.kernel.SyscallError;
import dev.reprise.kernel.fd.GuestBuffer;
import dev.reprise.linux.Errno;
import java.io.ByteArrayOutputStream;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** Receiving from a socket: read, recv and recvmsg. */
final class Receiving {
  static final int MSG_PEEK = 2;
  static final int MSG_CTRUNC = 8;
  static final int MSG_TRUNC = 0x20;
  static final int MSG_WAITALL = 0x100;
  static final int MSG_CMSG_CLOEXEC = 0x40000000;

  private final Call call;
  private final SocketEnd socket;
  private final int flags;
  private final Progress progress;
  private @Nullable ControlBuffer control;

  /**
   * The outcome.
   *
   * @param result bytes, an error, or that the call waits
   * @param messageFlags what {@code msg_flags} tells beside the control buffer's
   */
  record Outcome(long result, int messageFlags) {}

  Receiving(Call call, SocketEnd socket, int flags) {
    this.call = call;
    this.socket = socket;
    this.flags = flags;
    this.progress = call.remember(Progress::new);
    if ((flags & Sending.MSG_OOB) != 0) {
      throw new SyscallError(Errno.EOPNOTSUPP);
    }
  }

  /** Takes credentials and descriptors as well; without, descriptors are dropped. */
  Receiving with(ControlBuffer newControl) {
    control = newControl;
    return this;
  }

  private boolean isPeeking() {
    return (flags & MSG_PEEK) != 0;
  }

  Outcome receive(GuestBuffer into) {
    return socket.type() == SocketEnd.STREAM ? receiveStream(into) : receiveMessage(into);
  }

  private Outcome receiveMessage(GuestBuffer into) {
    Message message = socket.received().peek();
    if (message == null) {
      return new Outcome(atNothing(), 0);
    }
    int whole = message.length();
    byte[] data = message.peek(into.length());
    if (data.length > 0) {
      into.put(data, data.length);
    }
    takeControl(message);
    if (!isPeeking()) {
      socket.removeFirst(call.kernel());
    }
    boolean truncated = data.length < whole;
    long result = (flags & MSG_TRUNC) != 0 ? whole : data.length;
    return new Outcome(result, truncated ? MSG_TRUNC : 0);
  }

  private Outcome receiveStream(GuestBuffer into) {
    int want = into.length();
    if (want == 0) {
      return new Outcome(0, 0);
    }
    if (socket.received().isEmpty()) {
      return new Outcome(atNothing(), 0);
    }
    byte[] data = collect(want - progress.bytes);
    int put = into.putAt(progress.bytes, data, data.length);
    boolean stopped = isPeeking() || take(put);
    progress.bytes += isPeeking() ? 0 : put;
    int done = isPeeking() ? put : progress.bytes;
    boolean all = (flags & MSG_WAITALL) != 0 && !isPeeking();
    if (all && !stopped && done < want && put == data.length) {
      return new Outcome(atNothing(), 0);
    }
    return new Outcome(done, 0);
  }

  /** What a read sees: it ends with a message that brings files, and before another sender's. */
  private byte[] collect(int limit) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Iterator<Message> messages = socket.received().iterator();
    Message first = null;
    while (messages.hasNext() && bytes.size() < limit) {
      Message message = messages.next();
      first = first == null ? message : first;
      if (socket.options().passesCredentials() && !message.sender().equals(first.sender())) {
        break;
      }
      bytes.writeBytes(message.peek(limit - bytes.size()));
      if (isPeeking() && message == first) {
        takeControl(message);
      }
      if (!message.files().isEmpty()) {
        break;
      }
    }
    return bytes.toByteArray();
  }

  /** Removes bytes from the queue; tells whether a message with files ends the read. */
  private boolean take(int length) {
    int left = length;
    boolean stopped = false;
    boolean credentialsTaken = progress.bytes > 0;
    while (left > 0) {
      Message message = socket.received().element();
      boolean brings = !message.files().isEmpty();
      if (brings || !credentialsTaken) {
        takeControl(message);
        message.releaseFiles(call.kernel());
        credentialsTaken = true;
        stopped |= brings;
      }
      int taken = Math.min(left, message.length());
      message.drop(taken);
      socket.consumed(taken);
      left -= taken;
      if (message.length() == 0) {
        socket.removeFirst(call.kernel());
      }
    }
    return stopped;
  }

  private void takeControl(Message message) {
    if (control != null) {
      control.put(message, socket.options().passesCredentials(), isPeeking());
    } else if (!message.files().isEmpty() && !isPeeking()) {
      HostRights.discard(call, call.intArg(0));
    }
  }

  /** Nothing is there: the end, an error, or a reason to wait. */
  private long atNothing() {
    if (progress.bytes > 0 && !socket.has(SocketEnd.NO_READING)) {
      return progress.bytes;
    }
    int error = socket.takeError();
    if (error != 0) {
      return -error;
    }
    if (!socket.has(SocketEnd.NO_READING)) {
      return 0;
    }
    if (socket.isNonblocking() || (flags & Sending.MSG_DONTWAIT) != 0) {
      return progress.bytes > 0 ? progress.bytes : -Errno.EAGAIN;
    }
    return Waits.await(
        call,
        socket,
        progress,
        socket.options().receiveTimeoutNanos(),
        "receive from " + socket.name());
  }
}
