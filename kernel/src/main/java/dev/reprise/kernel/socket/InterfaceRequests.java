package dev.reprise.kernel.socket;

import dev.reprise.kernel.Bytes;
import dev.reprise.kernel.Call;
import dev.reprise.linux.Errno;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The ioctls of netdevice(7), which any socket answers: they know the loopback interface. */
final class InterfaceRequests {
  private static final int NAME_BYTES = 16;
  private static final int REQUEST_BYTES = 40;
  private static final int FIRST = 0x8910;
  private static final int LAST = 0x8970;
  private static final int GET_NAME = 0x8910;
  private static final int GET_CONFIGURATION = 0x8912;
  private static final int GET_FLAGS = 0x8913;
  private static final int GET_ADDRESS = 0x8915;
  private static final int GET_PEER_ADDRESS = 0x8917;
  private static final int GET_BROADCAST_ADDRESS = 0x8919;
  private static final int GET_MASK = 0x891b;
  private static final int GET_METRIC = 0x891d;
  private static final int GET_MTU = 0x8921;
  private static final int GET_HARDWARE_ADDRESS = 0x8927;
  private static final int GET_INDEX = 0x8933;
  private static final int GET_QUEUE_LENGTH = 0x8942;
  private static final int ETHERNET_TOOL = 0x8946;
  private static final int GET_MAP = 0x8970;
  private static final int SET_FLAGS = 0x8914;
  private static final int SET_ADDRESS = 0x8916;
  private static final int SET_MASK = 0x891c;
  private static final int SET_MTU = 0x8922;

  private final Call call;
  private final Loopback loopback;
  private final boolean isIpv4;

  InterfaceRequests(Call call, Socket socket) {
    this.call = call;
    this.loopback = new Loopback(call.kernel());
    this.isIpv4 = socket.kind().family() == SocketKind.AF_INET;
  }

  /** The answer; ENOTTY when the request is none on interfaces. */
  long answer() {
    int request = call.intArg(1);
    if (request < FIRST || request > LAST) {
      return -Errno.ENOTTY;
    }
    return switch (request) {
      case GET_CONFIGURATION -> configuration();
      case GET_NAME -> name();
      default -> named(request);
    };
  }

  /** Lists the interfaces that have an address of IPv4. */
  private long configuration() {
    int room = call.memory().readInt(call.arg(2));
    long buffer = call.memory().readLong(call.arg(2) + 8);
    int length = loopback.isUp() ? REQUEST_BYTES : 0;
    if (buffer != 0 && room < length) {
      length = 0;
    }
    if (buffer != 0 && length > 0) {
      byte[] entry = Arrays.copyOf(bytes(Loopback.NAME), REQUEST_BYTES);
      putAddress(entry, Loopback.ipv4());
      call.memory().write(buffer, entry);
    }
    call.memory().writeInt(call.arg(2), length);
    return 0;
  }

  private long name() {
    byte[] request = call.memory().read(call.arg(2), REQUEST_BYTES);
    if (Bytes.getInt(request, NAME_BYTES) != Loopback.INDEX) {
      return -Errno.ENODEV;
    }
    call.memory().write(call.arg(2), Arrays.copyOf(bytes(Loopback.NAME), NAME_BYTES));
    return 0;
  }

  private static byte[] bytes(String name) {
    return name.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static void putAddress(byte[] request, InternetAddress address) {
    byte[] bytes = address.toBytes(SocketKind.AF_INET);
    System.arraycopy(bytes, 0, request, NAME_BYTES, bytes.length);
  }

  private long named(int number) {
    byte[] request = call.memory().read(call.arg(2), REQUEST_BYTES);
    String name = new String(request, 0, NAME_BYTES, StandardCharsets.ISO_8859_1);
    if (!name.split("\0", 2)[0].equals(Loopback.NAME)) {
      return -Errno.ENODEV;
    }
    Arrays.fill(request, NAME_BYTES, REQUEST_BYTES, (byte) 0);
    long result = fill(number, request);
    if (result == 0) {
      call.memory().write(call.arg(2), request);
    }
    return result;
  }

  private long fill(int number, byte[] request) {
    switch (number) {
      case GET_FLAGS -> Bytes.putShort(request, NAME_BYTES, loopback.flags() & 0xffff);
      case GET_METRIC, GET_MAP -> {}
      case GET_MTU -> Bytes.putInt(request, NAME_BYTES, Loopback.MTU);
      case GET_INDEX -> Bytes.putInt(request, NAME_BYTES, Loopback.INDEX);
      case GET_QUEUE_LENGTH -> Bytes.putInt(request, NAME_BYTES, Loopback.QUEUE_LENGTH);
      case GET_HARDWARE_ADDRESS -> Bytes.putShort(request, NAME_BYTES, Loopback.HARDWARE);
      case GET_ADDRESS, GET_PEER_ADDRESS, GET_BROADCAST_ADDRESS, GET_MASK -> {
        return address(number, request);
      }
      case SET_FLAGS, SET_ADDRESS, SET_MASK, SET_MTU -> {
        return -Errno.EPERM;
      }
      case ETHERNET_TOOL -> {
        return -Errno.EOPNOTSUPP;
      }
      default -> {
        return -Errno.ENOTTY;
      }
    }
    return 0;
  }

  private long address(int number, byte[] request) {
    if (!isIpv4) {
      return -Errno.ENOTTY;
    }
    if (!loopback.isUp()) {
      return -Errno.EADDRNOTAVAIL;
    }
    InternetAddress four = Loopback.ipv4();
    long mask = 0xffff_ffffL << 32 - Loopback.IPV4_PREFIX & 0xffff_ffffL;
    long low =
        switch (number) {
          case GET_MASK -> four.low() & ~0xffff_ffffL | mask;
          case GET_BROADCAST_ADDRESS -> four.low() & ~0xffff_ffffL;
          default -> four.low();
        };
    putAddress(request, new InternetAddress(0, low, 0));
    return 0;
  }
}
