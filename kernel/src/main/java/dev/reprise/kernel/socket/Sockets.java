package dev.reprise.kernel.socket;

import java.util.Collection;
import java.util.TreeMap;

/** All sockets of a run, and the names which lead to them. */
public final class Sockets {
  private final Ports tcp = new Ports();
  private final Ports udp = new Ports();
  private final NetlinkPorts netlink = new NetlinkPorts();
  private final UnixNames unix = new UnixNames();
  private final TreeMap<Long, Socket> all = new TreeMap<>();

  Ports tcp() {
    return tcp;
  }

  Ports udp() {
    return udp;
  }

  NetlinkPorts netlink() {
    return netlink;
  }

  UnixNames unix() {
    return unix;
  }

  /** All open sockets, and the connections that wait for accept(2), in the order of creation. */
  public Collection<Socket> all() {
    return all.values();
  }

  void add(Socket socket) {
    all.put(socket.objectNumber(), socket);
  }

  void remove(Socket socket) {
    all.remove(socket.objectNumber());
  }
}
