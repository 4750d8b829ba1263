package dev.reprise.kernel.socket;

import dev.reprise.kernel.Bytes;
import dev.reprise.kernel.Call;
import java.util.List;

/** The room for control messages that a guest offers to recvmsg(2), and what was put there. */
final class ControlBuffer {
  private final Call call;
  private final long address;
  private final long length;
  private final boolean closeOnExec;
  private long used;
  private int flags;
  private boolean credentialsDone;

  ControlBuffer(Call call, long address, long length, boolean closeOnExec) {
    this.call = call;
    this.address = address;
    this.length = address == 0 ? 0 : length;
    this.closeOnExec = closeOnExec;
  }

  /** Bytes that were written. */
  long used() {
    return used;
  }

  /** MSG_CTRUNC when something had no room. */
  int flags() {
    return flags;
  }

  /** Tells of a message's sender and its way, and gives its descriptors to the caller. */
  void put(Socket socket, Message message, boolean peek) {
    putTime(socket, message);
    putHeader(socket, message);
    if (socket.options().passesCredentials() && !credentialsDone) {
      credentialsDone = true;
      write(Control.SCM_CREDENTIALS, OptionCalls.credentials(message.sender()));
    }
    int count = message.files().size();
    if (count == 0) {
      return;
    }
    int room = (int) Math.max(0, Math.min(count, (length - used - Control.HEADER_BYTES) / 4));
    if (room == 0) {
      flags |= Receiving.MSG_CTRUNC;
      if (!peek) {
        HostRights.discard(call, call.intArg(0));
      }
      return;
    }
    List<Integer> descriptors = HostRights.receive(call, call.intArg(0), room, closeOnExec, peek);
    byte[] numbers = new byte[4 * descriptors.size()];
    for (int i = 0; i < descriptors.size(); i++) {
      int fd = descriptors.get(i);
      Bytes.putInt(numbers, 4 * i, fd);
      call.process().files().put(call.kernel(), fd, message.files().get(i), closeOnExec);
    }
    if (descriptors.size() < count) {
      flags |= Receiving.MSG_CTRUNC;
    }
    if (!descriptors.isEmpty()) {
      write(Control.SCM_RIGHTS, numbers);
    }
  }

  private void putTime(Socket socket, Message message) {
    SocketOptions options = socket.options();
    long nanos = message.envelope().nanos();
    if (nanos == 0) {
      return;
    }
    byte[] time = new byte[16];
    Bytes.putLong(time, 0, nanos / 1_000_000_000);
    if (options.flag(ProtocolOptions.SOL_SOCKET, ProtocolOptions.SO_TIMESTAMPNS)) {
      Bytes.putLong(time, 8, nanos % 1_000_000_000);
      write(ProtocolOptions.SO_TIMESTAMPNS, time);
    } else if (options.flag(ProtocolOptions.SOL_SOCKET, ProtocolOptions.SO_TIMESTAMP)) {
      Bytes.putLong(time, 8, nanos % 1_000_000_000 / 1000);
      write(ProtocolOptions.SO_TIMESTAMP, time);
    }
  }

  private void putHeader(Socket socket, Message message) {
    DatagramHeader header = message.envelope().datagram();
    if (header == null) {
      return;
    }
    DatagramControl.of(socket, header)
        .forEach(one -> write(one.level(), one.type(), one.content()));
  }

  private void write(int type, byte[] content) {
    write(ProtocolOptions.SOL_SOCKET, type, content);
  }

  private void write(int level, int type, byte[] content) {
    long room = length - used;
    if (room < Control.HEADER_BYTES) {
      flags |= Receiving.MSG_CTRUNC;
      return;
    }
    long size = Control.HEADER_BYTES + content.length;
    if (size > room) {
      flags |= Receiving.MSG_CTRUNC;
      size = room;
    }
    byte[] bytes = new byte[Control.HEADER_BYTES + content.length];
    Bytes.putLong(bytes, 0, size);
    Bytes.putInt(bytes, 8, level);
    Bytes.putInt(bytes, 12, type);
    System.arraycopy(content, 0, bytes, Control.HEADER_BYTES, content.length);
    call.memory().write(address + used, java.util.Arrays.copyOf(bytes, (int) size));
    used = Math.min(length, used + ((size + 7) & ~7L));
  }
}
