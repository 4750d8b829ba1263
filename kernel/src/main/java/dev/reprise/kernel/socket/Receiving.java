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
  static final int MSG_EOR = 0x80;
  static final int MSG_WAITALL = 0x100;
  static final int MSG_ERRQUEUE = 0x2000;
  static final int MSG_CMSG_CLOEXEC = 0x40000000;

  private final Call call;
  private final Socket socket;
  private final int flags;
  private final Progress progress;
  private @Nullable ControlBuffer control;

  /**
   * The outcome.
   *
   * @param result bytes, an error, or that the call waits
   * @param messageFlags what {@code msg_flags} tells beside the control buffer's
   * @param from the address of the sender; empty when it has none
   */
  record Outcome(long result, int messageFlags, byte[] from) {
    static Outcome of(long result) {
      return new Outcome(result, 0, new byte[0]);
    }
  }

  Receiving(Call call, Socket socket, int flags) {
    this.call = call;
    this.socket = socket;
    this.flags = flags;
    this.progress = call.remember(Progress::new);
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
    if ((flags & MSG_ERRQUEUE) != 0) {
      // Nothing ever goes wrong on the way that only this queue would tell.
      return Outcome.of(-Errno.EAGAIN);
    }
    if ((flags & Sending.MSG_OOB) != 0) {
      return receiveUrgent(into);
    }
    return socket.isStream() ? receiveStream(into) : receiveMessage(into);
  }

  private Outcome receiveUrgent(GuestBuffer into) {
    if (!(socket instanceof TcpSocket tcp)) {
      throw new SyscallError(Errno.EOPNOTSUPP);
    }
    byte[] urgent = {tcp.takeUrgent(isPeeking())};
    int put = into.length() == 0 ? 0 : into.put(urgent, 1);
    return new Outcome(put, Sending.MSG_OOB | (put == 0 ? MSG_TRUNC : 0), new byte[0]);
  }

  private Outcome receiveMessage(GuestBuffer into) {
    Message message = socket.inbox().first();
    if (message == null || socket.pendingError() != 0) {
      return Outcome.of(atNothing());
    }
    int whole = message.length();
    byte[] data = message.peek(into.length());
    if (data.length > 0) {
      into.put(data, data.length);
    }
    byte[] from = socket.nameOf(message);
    takeControl(message);
    if (!isPeeking()) {
      socket.inbox().removeFirst(call.kernel());
      socket.wasRead();
    }
    boolean truncated = data.length < whole;
    long result = (flags & MSG_TRUNC) != 0 ? whole : data.length;
    int told = truncated ? MSG_TRUNC : 0;
    told |= socket.kind().type() == Socket.SEQPACKET ? MSG_EOR : 0;
    return new Outcome(result, told, from);
  }

  private Outcome receiveStream(GuestBuffer into) {
    int want = into.length();
    Message first = socket.inbox().first();
    if (first == null) {
      return Outcome.of(atNothing());
    }
    if (want == 0) {
      return Outcome.of(0);
    }
    byte[] from = socket.nameOf(first);
    byte[] data = collect(want - progress.bytes);
    boolean discards = (flags & MSG_TRUNC) != 0 && socket.kind().isTcp();
    int put = discards ? data.length : into.putAt(progress.bytes, data, data.length);
    boolean stopped = isPeeking() || take(put);
    progress.bytes += isPeeking() ? 0 : put;
    int done = isPeeking() ? put : progress.bytes;
    boolean all = (flags & MSG_WAITALL) != 0 && !isPeeking();
    if (all && !stopped && done < want && put == data.length) {
      return new Outcome(atNothing(), 0, from);
    }
    return new Outcome(done, 0, from);
  }

  /** What a read sees: it ends with a message that brings files, and before another sender's. */
  private byte[] collect(int limit) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Iterator<Message> messages = socket.inbox().iterator();
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
      Message message = java.util.Objects.requireNonNull(socket.inbox().first());
      boolean brings = !message.files().isEmpty();
      if (brings || !credentialsTaken) {
        takeControl(message);
        message.releaseFiles(call.kernel());
        credentialsTaken = true;
        stopped |= brings;
      }
      left -= socket.inbox().take(call.kernel(), left);
    }
    socket.wasRead();
    return stopped;
  }

  private void takeControl(Message message) {
    if (control != null) {
      control.put(socket, message, isPeeking());
    } else if (!message.files().isEmpty() && !isPeeking()) {
      HostRights.discard(call, call.intArg(0));
    }
  }

  /** Nothing is there: the end, an error, or a reason to wait. */
  private long atNothing() {
    if (progress.bytes > 0 && (!socket.has(Socket.NO_READING) || socket.pendingError() != 0)) {
      return progress.bytes;
    }
    long result = socket.emptyResult();
    boolean patient = !socket.isNonblocking() && (flags & Sending.MSG_DONTWAIT) == 0;
    if (result == 0 && !patient && socket.kind().type() == Socket.DATAGRAM) {
      // Linux tells the end of what has no end only to those who would have waited for it.
      return -Errno.EAGAIN;
    }
    if (result != Socket.MUST_WAIT) {
      return progress.bytes > 0 ? progress.bytes : result;
    }
    if (!patient) {
      return progress.bytes > 0 ? progress.bytes : -Errno.EAGAIN;
    }
    return Waits.await(
        call,
        progress,
        socket.options().receiveTimeoutNanos(),
        "receive from " + socket.name(),
        socket.readinessChanged());
  }
}
