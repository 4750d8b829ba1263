package dev.reprise.kernel.socket;

import java.io.ByteArrayOutputStream;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** What splice(2) takes from a stream. */
final class StreamTransfer {
  private StreamTransfer() {}

  /** Up to {@code limit} bytes; none at the end; null when a read would wait. */
  static byte @Nullable [] peek(Socket socket, int limit) {
    if (socket.inbox().isEmpty()) {
      return socket.emptyResult() == Socket.MUST_WAIT ? null : new byte[0];
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Iterator<Message> messages = socket.inbox().iterator();
    while (messages.hasNext() && bytes.size() < limit) {
      bytes.writeBytes(messages.next().peek(limit - bytes.size()));
    }
    return bytes.toByteArray();
  }

  /** Takes the first bytes. */
  static void consume(Socket socket, int length) {
    int left = length;
    while (left > 0) {
      left -= socket.inbox().take(socket.kernel(), left);
    }
    socket.wasRead();
  }
}
