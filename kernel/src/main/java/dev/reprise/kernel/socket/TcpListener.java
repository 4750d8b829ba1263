package dev.reprise.kernel.socket;

import java.util.ArrayList;
import java.util.List;

/** A listening socket of TCP: its queue, and the clients that found the queue full. */
final class TcpListener {
  private final TcpSocket socket;
  private final Listening queue = new Listening();
  private final List<TcpConnector> waiting = new ArrayList<>();

  TcpListener(TcpSocket socket) {
    this.socket = socket;
  }

  Listening queue() {
    return queue;
  }

  /** A client wants a connection: it is made at once, or when there is room. */
  void knock(TcpConnector client) {
    if (queue.isFull()) {
      waiting.add(client);
    } else {
      newConnection(client);
    }
  }

  void leave(TcpConnector client) {
    waiting.remove(client);
  }

  /** Makes the server's side of a connection, which accept(2) will find. */
  private void newConnection(TcpConnector connector) {
    TcpSocket client = connector.socket();
    InternetAddress from = client.local();
    InternetAddress to = java.util.Objects.requireNonNull(client.remote());
    TcpSocket server = new TcpSocket(client.kernel(), socket.kind(), 0);
    server.options().inherit(socket.options());
    server.setAddresses(to, from);
    server.ports().add(server);
    server.connectTo(client);
    client.connectTo(server);
    queue.add(server);
    socket.changed(Socket.READABLE);
    connector.established();
  }

  /** The queue has room again. */
  void admitWaiting() {
    while (!waiting.isEmpty() && !queue.isFull()) {
      TcpConnector client = waiting.removeFirst();
      newConnection(client);
    }
  }

  /** Nobody listens any more: the connections are torn, and who waited is refused. */
  void stop() {
    queue.clear().forEach(Socket::discard);
    List<TcpConnector> refused = List.copyOf(waiting);
    waiting.clear();
    refused.forEach(TcpConnector::refused);
  }
}
