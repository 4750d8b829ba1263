package dev.reprise.kernel.ipc;

import dev.reprise.kernel.Bytes;
import dev.reprise.kernel.Call;
import dev.reprise.kernel.Kernel;
import dev.reprise.kernel.WaitQueue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A queue of messages, in the order in which they were sent. */
final class MessageQueue extends IpcObject {
  static final int DEFAULT_CAPACITY = 16_384;
  private static final int STRUCT_SIZE = 120;

  /**
   * A message.
   *
   * @param type greater than 0
   */
  record Message(long type, byte[] text) {}

  private final List<Message> messages = new ArrayList<>();
  private final WaitQueue receivers = new WaitQueue();
  private final WaitQueue senders = new WaitQueue();
  private long capacity = DEFAULT_CAPACITY;
  private long bytes;
  private long sentSeconds;
  private long receivedSeconds;
  private int lastSender;
  private int lastReceiver;
  private boolean removed;

  MessageQueue(Permissions permissions, Kernel kernel) {
    super(permissions, kernel);
  }

  boolean isRemoved() {
    return removed;
  }

  /** Everybody who waits learns that the queue is gone. */
  void setRemoved() {
    removed = true;
    wakeAll();
  }

  /** The most bytes in it, and the most messages. */
  long capacity() {
    return capacity;
  }

  void setCapacity(long newCapacity) {
    capacity = newCapacity;
    wakeAll();
  }

  private void wakeAll() {
    receivers.wakeAll();
    senders.wakeAll();
  }

  WaitQueue receivers() {
    return receivers;
  }

  WaitQueue senders() {
    return senders;
  }

  /** Bytes in it. */
  long bytes() {
    return bytes;
  }

  int count() {
    return messages.size();
  }

  boolean hasRoom(int length) {
    return bytes + length <= capacity && messages.size() + 1 <= capacity;
  }

  void send(Message message, Call call) {
    messages.add(message);
    bytes += message.text().length;
    lastSender = call.process().pid();
    sentSeconds = seconds(call.kernel());
    receivers.wakeAll();
  }

  /**
   * The message which a receiver wants, or null.
   *
   * @param type 0 for the first; above 0 for the first of this type; below for the first of the
   *     lowest type that is not above its absolute value
   * @param except whether a type above 0 is the one that is not wanted
   */
  @Nullable Message find(long type, boolean except) {
    // The most negative number has no positive counterpart; Linux takes the largest instead.
    long most = type == Long.MIN_VALUE ? Long.MAX_VALUE : -type;
    Message best = null;
    for (Message message : messages) {
      boolean suits =
          type == 0 || (type > 0 ? (message.type == type) != except : message.type <= most);
      if (suits && (best == null || (type < 0 && message.type < best.type))) {
        best = message;
      }
    }
    return best;
  }

  void received(Message message, Call call) {
    // By identity: an equal message may stand before it.
    for (int i = 0; i < messages.size(); i++) {
      if (messages.get(i) == message) {
        messages.remove(i);
        break;
      }
    }
    bytes -= message.text().length;
    lastReceiver = call.process().pid();
    receivedSeconds = seconds(call.kernel());
    senders.wakeAll();
  }

  /** {@code struct msqid64_ds}. */
  byte[] status() {
    byte[] status = new byte[STRUCT_SIZE];
    permissions().put(status, id(), 0);
    Bytes.putLong(status, 48, sentSeconds);
    Bytes.putLong(status, 56, receivedSeconds);
    Bytes.putLong(status, 64, changedSeconds());
    Bytes.putLong(status, 72, bytes);
    Bytes.putLong(status, 80, messages.size());
    Bytes.putLong(status, 88, capacity);
    Bytes.putInt(status, 96, lastSender);
    Bytes.putInt(status, 100, lastReceiver);
    return status;
  }
}
