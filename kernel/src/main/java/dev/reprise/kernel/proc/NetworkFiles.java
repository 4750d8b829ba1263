package dev.reprise.kernel.proc;

import dev.reprise.kernel.Kernel;
import dev.reprise.kernel.Task;
import dev.reprise.kernel.socket.Loopback;
import dev.reprise.kernel.socket.SocketTables;
import org.jspecify.annotations.Nullable;

/** {@code /proc/PID/net}: the loopback device, whose packets nobody counts, and the sockets. */
final class NetworkFiles implements FileSet.Generator {
  private static final String DEVICES =
      """
      Inter-|   Receive                                                |  Transmit
       face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop\
       fifo colls carrier compressed
          lo:       0       0    0    0    0     0          0         0        0       0    0    0\
          0     0       0          0
      """;

  private static final String NEIGHBOURS =
      "IP address       HW type     Flags       HW address            Mask     Device\n";

  private static final String STREAMS =
      "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout"
          + " inode                                                     \n";

  private static final String STREAMS_6 =
      "  sl  local_address                         remote_address                        st"
          + " tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n";

  private static final String DATAGRAMS =
      "   sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout"
          + " inode ref pointer drops             \n";

  private static final String DATAGRAMS_6 =
      "  sl  local_address                         remote_address                        st"
          + " tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode ref pointer drops\n";

  private static final String ROUTES =
      "Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT"
          + "                                                       \n";

  private static final String INTERFACE_6 =
      "00000000000000000000000000000001 01 80 10 80       lo\n";

  private static final String LOCAL = "Num       RefCount Protocol Flags    Type St Inode Path\n";

  private static final String STATISTICS =
      """
      Ip: Forwarding DefaultTTL InReceives InHdrErrors InAddrErrors ForwDatagrams\
       InUnknownProtos InDiscards InDelivers OutRequests OutDiscards OutNoRoutes ReasmTimeout\
       ReasmReqds ReasmOKs ReasmFails FragOKs FragFails FragCreates
      Ip: 2 64 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0
      Tcp: RtoAlgorithm RtoMin RtoMax MaxConn ActiveOpens PassiveOpens AttemptFails EstabResets\
       CurrEstab InSegs OutSegs RetransSegs InErrs OutRsts InCsumErrors
      Tcp: 1 200 120000 -1 0 0 0 0 0 0 0 0 0 0 0
      Udp: InDatagrams NoPorts InErrors OutDatagrams RcvbufErrors SndbufErrors InCsumErrors\
       IgnoredMulti MemErrors
      Udp: 0 0 0 0 0 0 0 0 0
      """;

  private final Kernel kernel;
  private final SocketTables tables;

  NetworkFiles(Kernel kernel) {
    this.kernel = kernel;
    this.tables = new SocketTables(kernel);
  }

  void addTo(FileSet files) {
    files.constant("arp", NEIGHBOURS);
    files.constant("dev", DEVICES);
    files.constant("packet", "sk       RefCnt Type Proto  Iface R Rmem   User   Inode\n");
    files.constant("raw", DATAGRAMS);
    files.constant("raw6", DATAGRAMS_6);
    files.constant("route", ROUTES);
    files.constant("snmp", STATISTICS);
    files.generated("if_inet6", "sockstat", "sockstat6", "tcp", "tcp6", "udp", "udp6", "unix");
  }

  @Override
  public @Nullable String content(String path, Task task) {
    return switch (path) {
      case "if_inet6" -> new Loopback(kernel).isUp() ? INTERFACE_6 : "";
      case "sockstat" -> tables.statistics();
      case "sockstat6" -> tables.statistics6();
      case "tcp" -> STREAMS + tables.streams(false);
      case "tcp6" -> STREAMS_6 + tables.streams(true);
      case "udp" -> DATAGRAMS + tables.datagrams(false);
      case "udp6" -> DATAGRAMS_6 + tables.datagrams(true);
      case "unix" -> LOCAL + tables.local();
      default -> null;
    };
  }
}
