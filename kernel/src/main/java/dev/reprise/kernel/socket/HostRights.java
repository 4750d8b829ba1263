package dev.reprise.kernel.socket;

import dev.reprise.kernel.Bytes;
import dev.reprise.kernel.Call;
import dev.reprise.kernel.Refused;
import dev.reprise.kernel.SyscallError;
import dev.reprise.linux.Errno;
import dev.reprise.linux.Nr;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Carries the host's descriptors from a guest process to another.
 *
 * <p>The placeholders of a pair of sockets are a pair of sockets. For each message with descriptors
 * a message of one byte goes between the placeholders, so that the host kernel keeps what is in
 * flight open, closes what nobody takes, and numbers what is taken.
 */
public final class HostRights {
  private static final int MSG_PEEK = 2;
  private static final int MSG_DONTWAIT = 0x40;
  private static final int MSG_NOSIGNAL = 0x4000;
  private static final int MSG_CMSG_CLOEXEC = 0x40000000;
  private static final int VECTOR = 64;
  private static final int BYTE = 80;
  private static final int CONTROL = 96;
  private static final int NAME = 4096;

  private HostRights() {}

  /**
   * Sends the caller's descriptors into its socket {@code fd}; nothing when there are none.
   *
   * @param named whose placeholder gets them by its name, or null when the two are connected
   */
  static void send(Call call, int fd, List<Integer> descriptors, @Nullable Socket named) {
    if (descriptors.isEmpty()) {
      return;
    }
    int size = Control.HEADER_BYTES + 4 * descriptors.size();
    byte[] bytes = new byte[CONTROL + size];
    Bytes.putLong(bytes, CONTROL, size);
    Bytes.putInt(bytes, CONTROL + 8, ProtocolOptions.SOL_SOCKET);
    Bytes.putInt(bytes, CONTROL + 12, Control.SCM_RIGHTS);
    for (int i = 0; i < descriptors.size(); i++) {
      Bytes.putInt(bytes, CONTROL + Control.HEADER_BYTES + 4 * i, descriptors.get(i));
    }
    long scratch = prepare(call, bytes, size);
    if (named != null) {
      byte[] name = HostNames.name(named);
      call.memory().write(scratch + NAME, name);
      call.memory().writeLong(scratch, scratch + NAME);
      call.memory().writeLong(scratch + 8, name.length);
    }
    long result = call.execute(Nr.SENDMSG, fd, scratch, MSG_DONTWAIT | MSG_NOSIGNAL);
    if (result == -Errno.EAGAIN) {
      throw new Refused("more messages with descriptors wait than the host keeps");
    }
    if (result < 0) {
      throw new SyscallError((int) -result);
    }
  }

  /** Takes up to {@code limit} descriptors of the next message; the rest of it is closed. */
  public static List<Integer> receive(
      Call call, int fd, int limit, boolean closeOnExec, boolean peek) {
    int size = Control.HEADER_BYTES + 4 * limit;
    long scratch = prepare(call, new byte[CONTROL + size], size);
    int flags = MSG_DONTWAIT | (closeOnExec ? MSG_CMSG_CLOEXEC : 0) | (peek ? MSG_PEEK : 0);
    long result = call.execute(Nr.RECVMSG, fd, scratch, flags);
    if (result < 0) {
      throw new IllegalStateException(
          "a message with descriptors is missing: " + Errno.name((int) -result));
    }
    byte[] answer = call.memory().read(scratch, CONTROL + size);
    List<Integer> descriptors = new ArrayList<>();
    if (Bytes.getLong(answer, 40) >= Control.HEADER_BYTES) {
      int end = (int) Bytes.getLong(answer, CONTROL);
      for (int at = Control.HEADER_BYTES; at + 4 <= end; at += 4) {
        descriptors.add(Bytes.getInt(answer, CONTROL + at));
      }
    }
    return descriptors;
  }

  /** Drops the next message: the host closes what it brings. */
  static void discard(Call call, int fd) {
    long scratch = prepare(call, new byte[CONTROL], 0);
    call.execute(Nr.RECVMSG, fd, scratch, MSG_DONTWAIT);
  }

  /** Writes a message header with one byte of data, and the control messages behind it. */
  private static long prepare(Call call, byte[] bytes, int controlSize) {
    long scratch = call.process().addressSpace().scratch();
    Bytes.putLong(bytes, 16, scratch + VECTOR);
    Bytes.putLong(bytes, 24, 1);
    Bytes.putLong(bytes, 32, controlSize == 0 ? 0 : scratch + CONTROL);
    Bytes.putLong(bytes, 40, controlSize);
    Bytes.putLong(bytes, VECTOR, scratch + BYTE);
    Bytes.putLong(bytes, VECTOR + 8, 1);
    call.memory().write(scratch, bytes);
    return scratch;
  }
}
