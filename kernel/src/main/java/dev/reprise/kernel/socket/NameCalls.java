package dev.reprise.kernel.socket;

import dev.reprise.kernel.Call;
import dev.reprise.kernel.Handlers;
import dev.reprise.kernel.SyscallError;
import dev.reprise.linux.Errno;
import dev.reprise.linux.Nr;
import java.util.Arrays;

/** getsockname and getpeername; and how addresses come from the guest's memory and go there. */
final class NameCalls {
  /** A {@code struct sockaddr_storage}. */
  private static final int MAX_BYTES = 128;

  void register(Handlers handlers) {
    handlers.on(Nr.GETSOCKNAME, call -> name(call, SocketCalls.socket(call).localName()));
    handlers.on(Nr.GETPEERNAME, call -> name(call, SocketCalls.socket(call).peerName()));
  }

  private static long name(Call call, byte[] address) {
    write(call, address, call.arg(1), call.arg(2));
    return 0;
  }

  /** Reads an address; EINVAL when its length makes no sense. */
  static byte[] read(Call call, long pointer, int length) {
    if (length < 0 || length > MAX_BYTES) {
      throw new SyscallError(Errno.EINVAL);
    }
    return call.memory().read(pointer, length);
  }

  /** Writes as much of an address as there is room for, and how long it is. */
  static void write(Call call, byte[] address, long pointer, long lengthPointer) {
    int room = call.memory().readInt(lengthPointer);
    if (room < 0) {
      throw new SyscallError(Errno.EINVAL);
    }
    call.memory().write(pointer, Arrays.copyOf(address, Math.min(room, address.length)));
    call.memory().writeInt(lengthPointer, address.length);
  }
}
