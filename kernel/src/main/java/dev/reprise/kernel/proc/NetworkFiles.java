package dev.reprise.kernel.proc;

/** {@code /proc/PID/net}: the loopback device, and tables without a row. */
final class NetworkFiles {
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

  private static final String SOCKETS =
      """
      sockets: used 0
      TCP: inuse 0 orphan 0 tw 0 alloc 0 mem 0
      UDP: inuse 0 mem 0
      UDPLITE: inuse 0
      RAW: inuse 0
      FRAG: inuse 0 memory 0
      """;

  static void addTo(FileSet files) {
    files.constant("arp", NEIGHBOURS);
    files.constant("dev", DEVICES);
    files.constant("if_inet6", INTERFACE_6);
    files.constant("packet", "sk       RefCnt Type Proto  Iface R Rmem   User   Inode\n");
    files.constant("raw", DATAGRAMS);
    files.constant("raw6", DATAGRAMS_6);
    files.constant("route", ROUTES);
    files.constant("sockstat", SOCKETS);
    files.constant("tcp", STREAMS);
    files.constant("tcp6", STREAMS_6);
    files.constant("udp", DATAGRAMS);
    files.constant("udp6", DATAGRAMS_6);
    files.constant("unix", "Num       RefCount Protocol Flags    Type St Inode Path\n");
  }

  private NetworkFiles() {}
}
