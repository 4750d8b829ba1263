package dev.reprise.kernel.ipc;

import dev.reprise.kernel.Bytes;
import dev.reprise.kernel.Call;
import dev.reprise.kernel.Handlers;
import dev.reprise.kernel.SyscallError;
import dev.reprise.linux.Errno;
import dev.reprise.linux.Nr;
import java.util.Arrays;

/** msgget, msgsnd and msgrcv. */
final class MessageQueueCalls {
  static final int LONGEST = 8192;

  private static final int TYPE_SIZE = 8;
  private static final int MSG_NOERROR = 010000;
  private static final int MSG_EXCEPT = 020000;
  private static final int MSG_COPY = 040000;

  private final IpcTable<MessageQueue> queues;

  MessageQueueCalls(Ipc ipc) {
    this.queues = ipc.queues();
  }

  void register(Handlers handlers) {
    handlers.on(Nr.MSGGET, this::msgget);
    handlers.on(Nr.MSGSND, this::msgsnd);
    handlers.on(Nr.MSGRCV, this::msgrcv);
  }

  private long msgget(Call call) {
    int key = call.intArg(0);
    int flags = call.intArg(1);
    return queues
        .get(
            call,
            key,
            flags,
            () -> new MessageQueue(new Permissions(call, key, flags), call.kernel()))
        .id();
  }

  /** A message on its way, as it was when the sender called. */
  private record Delivery(MessageQueue queue, MessageQueue.Message message) {}

  private long msgsnd(Call call) {
    Delivery delivery = call.remember(() -> prepare(call));
    MessageQueue queue = delivery.queue;
    if (queue.isRemoved()) {
      return -Errno.EIDRM;
    }
    queue.permissions().require(call, Permissions.WRITE);
    if (queue.hasRoom(delivery.message.text().length)) {
      queue.send(delivery.message, call);
      return 0;
    }
    if ((call.intArg(3) & IpcTable.IPC_NOWAIT) != 0) {
      return -Errno.EAGAIN;
    }
    String reason = "room in message queue " + queue.id();
    return uninterrupted(call.block(reason, Call.NEVER, queue.senders()));
  }

  private Delivery prepare(Call call) {
    long type = call.memory().readLong(call.arg(1));
    long length = call.arg(2);
    if (length < 0 || length > LONGEST || type < 1) {
      throw new SyscallError(Errno.EINVAL);
    }
    byte[] text = call.memory().read(call.arg(1) + TYPE_SIZE, (int) length);
    MessageQueue queue = queues.require(call.intArg(0));
    return new Delivery(queue, new MessageQueue.Message(type, text));
  }

  private long msgrcv(Call call) {
    int flags = call.intArg(4);
    long room = call.arg(2);
    if ((flags & MSG_COPY) != 0) {
      // It is for saving a container's state, and many kernels are built without it.
      return -Errno.ENOSYS;
    }
    if (room < 0) {
      return -Errno.EINVAL;
    }
    MessageQueue queue = call.remember(() -> queues.require(call.intArg(0)));
    if (queue.isRemoved()) {
      return -Errno.EIDRM;
    }
    queue.permissions().require(call, Permissions.READ);
    MessageQueue.Message message = queue.find(call.arg(3), (flags & MSG_EXCEPT) != 0);
    if (message != null) {
      return receive(call, queue, message, (flags & MSG_NOERROR) != 0);
    }
    if ((flags & IpcTable.IPC_NOWAIT) != 0) {
      return -Errno.ENOMSG;
    }
    String reason = "a message in queue " + queue.id();
    return uninterrupted(call.block(reason, Call.NEVER, queue.receivers()));
  }

  /** As on Linux, the message is lost when the buffer cannot be written. */
  private static long receive(
      Call call, MessageQueue queue, MessageQueue.Message message, boolean cut) {
    int length = message.text().length;
    if (length > call.arg(2)) {
      if (!cut) {
        return -Errno.E2BIG;
      }
      length = call.intArg(2);
    }
    queue.received(message, call);
    byte[] buffer = Arrays.copyOf(new byte[TYPE_SIZE], TYPE_SIZE + length);
    Bytes.putLong(buffer, 0, message.type());
    System.arraycopy(message.text(), 0, buffer, TYPE_SIZE, length);
    call.memory().write(call.arg(1), buffer);
    return length;
  }

  /** A handler of a signal ends these calls, whatever its flags say. */
  private static long uninterrupted(long result) {
    return result == -Errno.ERESTARTSYS ? -Errno.ERESTARTNOHAND : result;
  }
}
