package dev.reprise.kernel.socket;

import dev.reprise.kernel.Bytes;
import dev.reprise.kernel.Call;
import dev.reprise.kernel.Kernel;
import dev.reprise.kernel.Task;
import dev.reprise.kernel.fd.GuestBuffer;
import dev.reprise.linux.Errno;
import java.util.List;

/** A socket of netlink(7): it asks the kernel about interfaces, addresses and routes. */
final class NetlinkSocket extends Socket {
  static final int ROUTE = 0;

  /** Questions about sockets; this kernel has answers in {@code /proc/net} alone. */
  static final int SOCKET_DIAGNOSIS = 4;

  /** News of devices, which never come. */
  static final int DEVICE_EVENTS = 15;

  private static final int ADDRESS_BYTES = 12;
  private static final int UNCONNECTED = 1;
  private static final Message.Sender THE_KERNEL = new Message.Sender(0, 0, 0);

  private int port;
  private int groups;
  private int peerPort;

  NetlinkSocket(Kernel kernel, SocketKind kind, int flags) {
    super(kernel, kind, flags);
  }

  static boolean isKnown(int protocol) {
    return protocol == ROUTE || protocol == SOCKET_DIAGNOSIS || protocol == DEVICE_EVENTS;
  }

  @Override
  protected long bind(Call call, byte[] address) {
    if (address.length < ADDRESS_BYTES || InternetAddress.family(address) != kind().family()) {
      return -Errno.EINVAL;
    }
    int wanted = Bytes.getInt(address, 4);
    if (port != 0 && wanted != port) {
      return -Errno.EINVAL;
    }
    if (port == 0 && wanted != 0) {
      if (!kernel().sockets().netlink().take(kind().protocol(), wanted)) {
        return -Errno.EADDRINUSE;
      }
      port = wanted;
    }
    bindAutomatically(call);
    groups = Bytes.getInt(address, 8);
    return 0;
  }

  private void bindAutomatically(Call call) {
    if (port == 0) {
      port = kernel().sockets().netlink().free(kind().protocol(), call.process().pid());
    }
  }

  @Override
  protected long connect(Call call, byte[] address) {
    if (address.length >= 2 && InternetAddress.family(address) == SocketKind.AF_UNSPEC) {
      peerPort = 0;
      return 0;
    }
    if (address.length < ADDRESS_BYTES || InternetAddress.family(address) != kind().family()) {
      return -Errno.EINVAL;
    }
    bindAutomatically(call);
    peerPort = Bytes.getInt(address, 4);
    return 0;
  }

  private byte[] address(int ofPort, int ofGroups) {
    byte[] bytes = new byte[ADDRESS_BYTES];
    Bytes.putShort(bytes, 0, kind().family());
    Bytes.putInt(bytes, 4, ofPort);
    Bytes.putInt(bytes, 8, ofGroups);
    return bytes;
  }

  @Override
  public byte[] localName() {
    return address(port, groups);
  }

  @Override
  public byte[] peerName() {
    return address(peerPort, 0);
  }

  @Override
  public int state() {
    return UNCONNECTED;
  }

  @Override
  protected void shutDown(int directions) {
    throw new dev.reprise.kernel.SyscallError(Errno.EOPNOTSUPP);
  }

  @Override
  protected long send(Sending sending, GuestBuffer from) {
    byte[] destination = sending.destination();
    int to =
        destination != null && destination.length >= 8 ? Bytes.getInt(destination, 4) : peerPort;
    if (to != 0) {
      return -Errno.ECONNREFUSED;
    }
    bindAutomatically(sending.call());
    int total = from.length();
    for (NetlinkRequest request : NetlinkRequest.all(sending.whole(from, total), port)) {
      for (byte[] answer : answers(request)) {
        Message.Envelope envelope =
            new Message.Envelope(address(0, 0), null, kernel().clock().realtimeNanos());
        deliver(new Message(answer, THE_KERNEL, envelope, List.of()));
      }
    }
    return total;
  }

  private List<byte[]> answers(NetlinkRequest request) {
    return switch (kind().protocol()) {
      case ROUTE -> new RouteAnswers(new Loopback(kernel())).answer(request);
      case SOCKET_DIAGNOSIS -> List.of(request.error(Errno.ENOENT));
      default -> List.of();
    };
  }

  @Override
  protected void closed(Kernel owner) {
    kernel().sockets().netlink().release(kind().protocol(), port);
    super.closed(owner);
  }

  @Override
  public int readiness(Task asking) {
    return WRITABLE | POLLWRBAND | (inbox().isEmpty() ? 0 : READABLE);
  }
}
