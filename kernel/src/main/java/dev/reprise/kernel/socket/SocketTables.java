package dev.reprise.kernel.socket;

import dev.reprise.kernel.Kernel;
import java.util.Locale;
import java.util.function.Predicate;

/** The tables of {@code /proc/net}, with the sockets in the order in which they were made. */
public final class SocketTables {
  private static final int STREAM_WIDTH = 149;
  private static final int DATAGRAM_WIDTH = 127;
  private static final int ACCEPTS = 0x10000;

  private final Kernel kernel;

  public SocketTables(Kernel kernel) {
    this.kernel = kernel;
  }

  /** The rows of {@code tcp} or {@code tcp6}: sockets that listen or have a connection. */
  public String streams(boolean v6) {
    StringBuilder text = new StringBuilder();
    int slot = 0;
    for (Socket socket : kernel.sockets().all()) {
      if (socket instanceof TcpSocket tcp && isIn(tcp, v6) && isActive(tcp)) {
        String timers = tcp.isAccepting() ? "100 0 0 10 0" : "20 4 30 10 -1";
        String row = row("%4d", slot++, tcp) + " 1 0000000000000000 " + timers;
        text.append(padded(row, v6 ? 0 : STREAM_WIDTH)).append('\n');
      }
    }
    return text.toString();
  }

  /** The rows of {@code udp} or {@code udp6}: sockets that have a port. */
  public String datagrams(boolean v6) {
    StringBuilder text = new StringBuilder();
    int slot = 0;
    for (Socket socket : kernel.sockets().all()) {
      if (socket instanceof UdpSocket udp && isIn(udp, v6) && hasPort(udp)) {
        String row = row("%5d", slot++, udp) + " 2 0000000000000000 0";
        text.append(padded(row, v6 ? 0 : DATAGRAM_WIDTH)).append('\n');
      }
    }
    return text.toString();
  }

  private static boolean isIn(InternetSocket socket, boolean v6) {
    return socket.kind().family() == (v6 ? SocketKind.AF_INET6 : SocketKind.AF_INET);
  }

  private static boolean isActive(TcpSocket socket) {
    return socket.connectionState() != TcpSocket.State.CLOSED;
  }

  /** What the tables of both protocols have in common. */
  private String row(String slotFormat, int slot, InternetSocket socket) {
    InternetAddress remote = socket.remote();
    boolean v6 = socket.kind().family() == SocketKind.AF_INET6;
    InternetAddress none = v6 ? InternetAddress.ANY_6 : InternetAddress.ANY_4;
    return String.format(
        Locale.ROOT,
        slotFormat + ": %s %s %02X 00000000:%08X 00:00000000 00000000 %5d        0 %d",
        slot,
        address(socket.local(), v6),
        address(remote == null ? none : remote, v6),
        socket.state(),
        socket.unread(),
        kernel.config().userId(),
        socket.objectNumber());
  }

  /** The words of an address as the processor sees them, and the port. */
  static String address(InternetAddress address, boolean v6) {
    byte[] host = new byte[16];
    address.host(host, 0);
    StringBuilder text = new StringBuilder();
    for (int i = v6 ? 0 : 12; i < host.length; i += 4) {
      text.append(String.format(Locale.ROOT, "%08X", dev.reprise.kernel.Bytes.getInt(host, i)));
    }
    return text + String.format(Locale.ROOT, ":%04X", address.port());
  }

  private static String padded(String row, int width) {
    return row + " ".repeat(Math.max(0, width - row.length()));
  }

  /** The rows of {@code unix}. */
  public String local() {
    StringBuilder text = new StringBuilder();
    for (Socket socket : kernel.sockets().all()) {
      if (socket instanceof UnixSocket unix) {
        UnixName name = unix.boundName();
        text.append(
            String.format(
                Locale.ROOT,
                "0000000000000000: %08X 00000000 %08X %04X %02X %5d%s\n",
                unix.other() == null ? 2 : 3,
                unix.isAccepting() ? ACCEPTS : 0,
                unix.kind().type(),
                unix.state(),
                unix.objectNumber(),
                name == null ? "" : " " + name.text().replace('\0', '@')));
      }
    }
    return text.toString();
  }

  /** {@code sockstat}. */
  public String statistics() {
    return "sockets: used "
        + kernel.sockets().all().size()
        + "\nTCP: inuse "
        + count(socket -> socket instanceof TcpSocket tcp && isIn(tcp, false) && isActive(tcp))
        + " orphan 0 tw 0 alloc "
        + count(socket -> socket instanceof TcpSocket)
        + " mem 0\nUDP: inuse "
        + count(socket -> socket instanceof UdpSocket udp && isIn(udp, false) && hasPort(udp))
        + " mem 0\nUDPLITE: inuse 0\nRAW: inuse 0\nFRAG: inuse 0 memory 0\n";
  }

  /** {@code sockstat6}. */
  public String statistics6() {
    return "TCP6: inuse "
        + count(socket -> socket instanceof TcpSocket tcp && isIn(tcp, true) && isActive(tcp))
        + "\nUDP6: inuse "
        + count(socket -> socket instanceof UdpSocket udp && isIn(udp, true) && hasPort(udp))
        + "\nUDPLITE6: inuse 0\nRAW6: inuse 0\nFRAG6: inuse 0 memory 0\n";
  }

  private static boolean hasPort(InternetSocket socket) {
    return socket.local().port() != 0;
  }

  private long count(Predicate<Socket> which) {
    return kernel.sockets().all().stream().filter(which).count();
  }
}
