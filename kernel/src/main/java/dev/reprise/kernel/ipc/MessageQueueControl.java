package dev.reprise.kernel.ipc;

import static dev.reprise.kernel.ipc.IpcTable.IPC_INFO;
import static dev.reprise.kernel.ipc.IpcTable.IPC_RMID;
import static dev.reprise.kernel.ipc.IpcTable.IPC_SET;
import static dev.reprise.kernel.ipc.IpcTable.IPC_STAT;

import dev.reprise.kernel.Bytes;
import dev.reprise.kernel.Call;
import dev.reprise.kernel.Handlers;
import dev.reprise.kernel.identity.Capability;
import dev.reprise.linux.Errno;
import dev.reprise.linux.Nr;

/** msgctl. */
final class MessageQueueControl {
  private static final int MSG_STAT = 11;
  private static final int MSG_INFO = 12;
  private static final int MSG_STAT_ANY = 13;
  private static final int CAPACITY = 88;
  private static final int SEGMENT_BYTES = 16;
  private static final int SEGMENTS = 0xffff;

  private final IpcTable<MessageQueue> queues;

  MessageQueueControl(Ipc ipc) {
    this.queues = ipc.queues();
  }

  void register(Handlers handlers) {
    handlers.on(Nr.MSGCTL, this::msgctl);
  }

  private long msgctl(Call call) {
    int command = call.intArg(1);
    return switch (command) {
      case IPC_INFO, MSG_INFO -> info(call, command == MSG_INFO);
      case IPC_STAT, MSG_STAT, MSG_STAT_ANY -> status(call, command);
      case IPC_SET -> set(call);
      case IPC_RMID -> remove(call);
      default -> -Errno.EINVAL;
    };
  }

  private long status(Call call, int command) {
    MessageQueue queue = queues.requireAsked(call, command, MSG_STAT_ANY);
    call.memory().write(call.arg(2), queue.status());
    return command == IPC_STAT ? 0 : queue.id();
  }

  private long set(Call call) {
    byte[] from = call.memory().read(call.arg(2), CAPACITY + 8);
    MessageQueue queue = queues.requireOwned(call, call.intArg(0));
    long capacity = Bytes.getLong(from, CAPACITY);
    if (Long.compareUnsigned(capacity, MessageQueue.DEFAULT_CAPACITY) > 0
        && !call.task().credentials().isCapable(Capability.SYS_RESOURCE)) {
      return -Errno.EPERM;
    }
    queue.permissions().set(from);
    queue.changed(call.kernel());
    queue.setCapacity(capacity);
    return 0;
  }

  private long remove(Call call) {
    MessageQueue queue = queues.requireOwned(call, call.intArg(0));
    queues.remove(queue);
    queue.setRemoved();
    return 0;
  }

  /** {@code struct msginfo}: the limits, or with MSG_INFO three numbers of what is in use. */
  private long info(Call call, boolean usage) {
    long bytes = 0;
    int messages = 0;
    for (MessageQueue queue : queues.all()) {
      bytes += queue.bytes();
      messages += queue.count();
    }
    int pool = Ipc.MOST_QUEUES * MessageQueue.DEFAULT_CAPACITY / 1024;
    byte[] info = new byte[32];
    Bytes.putInt(info, 0, usage ? queues.size() : pool);
    Bytes.putInt(info, 4, usage ? messages : MessageQueue.DEFAULT_CAPACITY);
    Bytes.putInt(info, 8, MessageQueueCalls.LONGEST);
    Bytes.putInt(info, 12, MessageQueue.DEFAULT_CAPACITY);
    Bytes.putInt(info, 16, Ipc.MOST_QUEUES);
    Bytes.putInt(info, 20, SEGMENT_BYTES);
    Bytes.putInt(info, 24, usage ? (int) bytes : MessageQueue.DEFAULT_CAPACITY);
    Bytes.putShort(info, 28, SEGMENTS);
    call.memory().write(call.arg(2), info);
    return queues.highestIndex();
  }
}
