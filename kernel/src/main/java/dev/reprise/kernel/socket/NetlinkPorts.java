package dev.reprise.kernel.socket;

import java.util.TreeSet;

/** The ports of netlink: a process's first socket has its id, the others negative numbers. */
final class NetlinkPorts {
  /** As on Linux, which goes down from here by chance. */
  private static final int FIRST_AUTOMATIC = -4096;

  private final TreeSet<Long> taken = new TreeSet<>();

  private static long key(int protocol, int port) {
    return (long) protocol << 32 | port & 0xffff_ffffL;
  }

  /** Takes a port, unless somebody has it. */
  boolean take(int protocol, int port) {
    return taken.add(key(protocol, port));
  }

  /** Takes the port of the process, or when another socket has that, the next free one. */
  int free(int protocol, int pid) {
    int port = pid;
    int next = FIRST_AUTOMATIC;
    while (!take(protocol, port)) {
      port = --next;
    }
    return port;
  }

  void release(int protocol, int port) {
    taken.remove(key(protocol, port));
  }
}
