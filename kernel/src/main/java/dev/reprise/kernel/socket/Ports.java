package dev.reprise.kernel.socket;

import dev.reprise.kernel.SyscallError;
import dev.reprise.linux.Errno;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The ports of one protocol, and the sockets which are bound to them in the order of binding. */
final class Ports {
  /** The ports which Linux gives to those who do not choose. */
  private static final int FIRST_EPHEMERAL = 32_768;

  private static final int LAST_EPHEMERAL = 60_999;

  private final TreeMap<Integer, List<InternetSocket>> bound = new TreeMap<>();
  private int next = FIRST_EPHEMERAL;

  void add(InternetSocket socket) {
    bound.computeIfAbsent(socket.local().port(), port -> new ArrayList<>(1)).add(socket);
  }

  void remove(InternetSocket socket) {
    List<InternetSocket> sockets = bound.get(socket.local().port());
    if (sockets != null && sockets.remove(socket) && sockets.isEmpty()) {
      bound.remove(socket.local().port());
    }
  }

  /** The sockets of a port. */
  List<InternetSocket> at(int port) {
    return bound.getOrDefault(port, List.of());
  }

  /** A port that nobody uses: the next one in order. Linux's choice is random. */
  int free(InternetSocket socket) {
    for (int tried = FIRST_EPHEMERAL; tried <= LAST_EPHEMERAL; tried++) {
      int port = next;
      next = port == LAST_EPHEMERAL ? FIRST_EPHEMERAL : port + 1;
      if (!bound.containsKey(port)) {
        return port;
      }
    }
    throw new SyscallError(Errno.EADDRINUSE);
  }

  /** Whether another socket keeps one from having its address. */
  boolean isTaken(InternetSocket socket) {
    for (InternetSocket other : at(socket.local().port())) {
      if (other != socket && overlap(socket, other) && !share(socket, other)) {
        return true;
      }
    }
    return false;
  }

  private static boolean overlap(InternetSocket one, InternetSocket other) {
    InternetAddress a = one.local();
    InternetAddress b = other.local();
    if (a.isV4() == b.isV4()) {
      return a.isWildcard() || b.isWildcard() || a.sameHost(b);
    }
    InternetSocket six = a.isV4() ? other : one;
    return six.local().isWildcard() && !six.isV6Only();
  }

  private static boolean share(InternetSocket one, InternetSocket other) {
    SocketOptions a = one.options();
    SocketOptions b = other.options();
    return (a.reusesAddress() && b.reusesAddress() && !other.isAccepting())
        || (a.reusesPort() && b.reusesPort());
  }

  /**
   * Who gets what arrives: the socket whose addresses fit best. Among several that share the port
   * (SO_REUSEPORT) the sender's port chooses; Linux's choice is random.
   */
  @Nullable InternetSocket receiver(InternetAddress to, InternetAddress from, boolean listening) {
    List<InternetSocket> best = new ArrayList<>(1);
    int bestScore = 0;
    for (InternetSocket socket : at(to.port())) {
      int score = score(socket, to, from, listening);
      if (score > bestScore) {
        bestScore = score;
        best.clear();
      }
      if (score > 0 && score == bestScore) {
        best.add(socket);
      }
    }
    if (best.isEmpty()) {
      return null;
    }
    boolean shared = best.getFirst().options().reusesPort();
    // Without SO_REUSEPORT, the last one that was bound gets all: as on Linux.
    return shared ? best.get(from.port() % best.size()) : best.getLast();
  }

  private static int score(
      InternetSocket socket, InternetAddress to, InternetAddress from, boolean listening) {
    if (listening && !socket.isAccepting()) {
      return 0;
    }
    InternetAddress local = socket.local();
    boolean wildcard = local.isWildcard();
    boolean dual = wildcard && !local.isV4() && !socket.isV6Only();
    if (local.isV4() != to.isV4() && !dual) {
      return 0;
    }
    if (!wildcard && !local.sameHost(to)) {
      return 0;
    }
    int score = 1 + (wildcard ? 0 : 2);
    score += local.isV4() == to.isV4() ? 1 : 0;
    InternetAddress remote = socket.remote();
    if (!listening && remote != null) {
      return remote.equals(from) ? score + 4 : 0;
    }
    return score;
  }
}
