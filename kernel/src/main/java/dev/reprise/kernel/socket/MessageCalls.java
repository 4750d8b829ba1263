package dev.reprise.kernel.socket;

import dev.reprise.kernel.Bytes;
import dev.reprise.kernel.Call;
import dev.reprise.kernel.Handlers;
import dev.reprise.kernel.SyscallError;
import dev.reprise.kernel.fd.GuestBuffer;
import dev.reprise.kernel.time.ClockCalls;
import dev.reprise.linux.Errno;
import dev.reprise.linux.Nr;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** sendto, sendmsg, sendmmsg and their opposites. */
final class MessageCalls {
  private static final int HEADER_BYTES = 56;
  private static final int ENTRY_BYTES = 64;
  private static final int MAX_MESSAGES = 1024;
  private static final int LARGEST_ERRNO = 4095;
  private static final int MSG_WAITFORONE = 0x10000;

  void register(Handlers handlers) {
    handlers.on(Nr.SENDTO, this::sendto);
    handlers.on(Nr.RECVFROM, this::recvfrom);
    handlers.on(Nr.SENDMSG, call -> send(call, call.arg(1), call.intArg(2)));
    handlers.on(Nr.RECVMSG, call -> receive(call, call.arg(1), call.intArg(2)));
    handlers.on(Nr.SENDMMSG, this::sendmmsg);
    handlers.on(Nr.RECVMMSG, this::recvmmsg);
  }

  private long sendto(Call call) {
    Socket socket = SocketCalls.socket(call);
    GuestBuffer from = GuestBuffer.of(call, call.arg(1), call.arg(2));
    byte[] destination = call.arg(4) == 0 ? null : address(call, call.arg(4), call.intArg(5));
    return new Sending(call, socket, call.intArg(3)).to(destination).send(from);
  }

  private long recvfrom(Call call) {
    Socket socket = SocketCalls.socket(call);
    GuestBuffer into = GuestBuffer.of(call, call.arg(1), call.arg(2));
    Receiving.Outcome outcome = new Receiving(call, socket, call.intArg(3)).receive(into);
    if (outcome.result() >= 0 && call.arg(4) != 0) {
      NameCalls.write(call, outcome.from(), call.arg(4), call.arg(5));
    }
    return outcome.result();
  }

  /** The address of a message; null when its length says that there is none. */
  private static byte @Nullable [] address(Call call, long pointer, int length) {
    if (length == 0) {
      return null;
    }
    return NameCalls.read(call, pointer, length);
  }

  private static long send(Call call, long address, int flags) {
    Socket socket = SocketCalls.socket(call);
    byte[] header = call.memory().read(address, HEADER_BYTES);
    long name = Bytes.getLong(header, 0);
    byte[] destination = name == 0 ? null : address(call, name, Bytes.getInt(header, 8));
    GuestBuffer from = vectors(call, header);
    Sending sending = new Sending(call, socket, flags);
    return sending
        .to(destination)
        .with(Control.read(call, socket, Bytes.getLong(header, 32), Bytes.getLong(header, 40)))
        .send(from);
  }

  private static GuestBuffer vectors(Call call, byte[] header) {
    long count = Bytes.getLong(header, 24);
    if (count < 0 || count > MAX_MESSAGES) {
      throw new SyscallError(Errno.EMSGSIZE);
    }
    return GuestBuffer.ofVectors(call, Bytes.getLong(header, 16), count);
  }

  private static long receive(Call call, long address, int flags) {
    Socket socket = SocketCalls.socket(call);
    byte[] header = call.memory().read(address, HEADER_BYTES);
    GuestBuffer into = vectors(call, header);
    boolean closeOnExec = (flags & Receiving.MSG_CMSG_CLOEXEC) != 0;
    ControlBuffer control =
        new ControlBuffer(call, Bytes.getLong(header, 32), Bytes.getLong(header, 40), closeOnExec);
    Receiving.Outcome outcome = new Receiving(call, socket, flags).with(control).receive(into);
    if (outcome.result() >= 0) {
      writeName(call, address, header, outcome.from());
      call.memory().writeLong(address + 40, control.used());
      int told = outcome.messageFlags() | control.flags();
      call.memory().writeInt(address + 48, told | flags & Receiving.MSG_CMSG_CLOEXEC);
    }
    return outcome.result();
  }

  /** Puts the sender's address where the header has room for it. */
  private static void writeName(Call call, long address, byte[] header, byte[] from) {
    long name = Bytes.getLong(header, 0);
    if (name != 0) {
      int room = Math.max(0, Bytes.getInt(header, 8));
      call.memory().write(name, Arrays.copyOf(from, Math.min(room, from.length)));
      call.memory().writeInt(address + 8, from.length);
    }
  }

  /** Several messages in one call; a result below the number asked for tells how many went well. */
  private long sendmmsg(Call call) {
    SocketCalls.socket(call);
    Progress progress = call.remember(Progress::new);
    int count = Math.min(call.intArg(2), MAX_MESSAGES);
    while (progress.messages < count) {
      long entry = call.arg(1) + (long) progress.messages * ENTRY_BYTES;
      long result = send(call, entry, call.intArg(3));
      if (result < 0) {
        return finished(progress, result);
      }
      call.memory().writeInt(entry + HEADER_BYTES, (int) result);
      progress.messages++;
      progress.bytes = 0;
    }
    return progress.messages;
  }

  /** What waits goes on waiting; an error is told by the next call when this one did something. */
  private static long finished(Progress progress, long result) {
    boolean ended = result >= -LARGEST_ERRNO;
    return progress.messages > 0 && ended ? progress.messages : result;
  }

  private long recvmmsg(Call call) {
    SocketCalls.socket(call);
    Progress progress = call.remember(Progress::new);
    int flags = call.intArg(3);
    int count = Math.min(call.intArg(2), MAX_MESSAGES);
    if (call.arg(4) != 0 && progress.deadlineNanos < 0) {
      long nanos = ClockCalls.readTimespec(call.memory(), call.arg(4));
      long deadline = call.kernel().clock().monotonicNanos() + nanos;
      progress.deadlineNanos = deadline < 0 ? Call.NEVER : deadline;
    }
    while (progress.messages < count) {
      boolean waits = (flags & MSG_WAITFORONE) == 0 || progress.messages == 0;
      long entry = call.arg(1) + (long) progress.messages * ENTRY_BYTES;
      long result = receive(call, entry, waits ? flags : flags | Sending.MSG_DONTWAIT);
      if (result < 0) {
        return finished(progress, result);
      }
      call.memory().writeInt(entry + HEADER_BYTES, (int) result);
      progress.messages++;
      progress.bytes = 0;
      if (result == 0) {
        break;
      }
    }
    return progress.messages;
  }
}
