package dev.reprise.kernel.socket;

import dev.reprise.kernel.Kernel;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** What a socket has received and nobody has read yet: messages in the order of their arrival. */
final class Inbox {
  private final Deque<Message> messages = new ArrayDeque<>();
  private int bytes;

  boolean isEmpty() {
    return messages.isEmpty();
  }

  /** How many messages wait. */
  int count() {
    return messages.size();
  }

  /** Unread bytes of all messages. */
  int bytes() {
    return bytes;
  }

  @Nullable Message first() {
    return messages.peek();
  }

  Iterator<Message> iterator() {
    return messages.iterator();
  }

  void add(Message message) {
    messages.add(message);
    bytes += message.length();
  }

  /**
   * Takes the first bytes of the first message, which goes with its last one.
   *
   * @return how many bytes, at most {@code limit}
   */
  int take(Kernel kernel, int limit) {
    Message first = messages.element();
    int taken = Math.min(limit, first.length());
    first.drop(taken);
    bytes -= taken;
    if (first.length() == 0) {
      removeFirst(kernel);
    }
    return taken;
  }

  /** Takes what is left of the first message. */
  void removeFirst(Kernel kernel) {
    Message first = messages.remove();
    bytes -= first.length();
    first.releaseFiles(kernel);
  }

  /** Nobody will read what is left. */
  void clear(Kernel kernel) {
    messages.forEach(message -> message.releaseFiles(kernel));
    messages.clear();
    bytes = 0;
  }
}
