package dev.reprise.kernel.socket;

import dev.reprise.kernel.WaitQueue;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The connections that are made and that nobody has accepted yet, in the order of their making. */
final class Listening {
  /** The most that listen(2) grants (net.core.somaxconn). */
  private static final int MAX_BACKLOG = 4096;

  private final Deque<Socket> queue = new ArrayDeque<>();
  private final WaitQueue roomMade = new WaitQueue();
  private int backlog;

  /** What listen(2) gave; anew when it is called again. */
  void setBacklog(int asked) {
    backlog = asked < 0 ? MAX_BACKLOG : Math.min(asked, MAX_BACKLOG);
  }

  /** As on Linux, one more connection may wait than the backlog says. */
  boolean isFull() {
    return queue.size() > backlog;
  }

  boolean isEmpty() {
    return queue.isEmpty();
  }

  int count() {
    return queue.size();
  }

  void add(Socket connection) {
    queue.add(connection);
  }

  @Nullable Socket first() {
    return queue.peek();
  }

  /** The first is accepted. */
  void removeFirst() {
    queue.remove();
    roomMade.wakeAll();
  }

  /** Ends the listening: gives out what nobody will accept. */
  List<Socket> clear() {
    List<Socket> left = List.copyOf(queue);
    queue.clear();
    roomMade.wakeAll();
    return left;
  }

  /** Where clients wait that found it full. */
  WaitQueue roomMade() {
    return roomMade;
  }
}
