package dev.reprise.kernel.socket;

import static dev.reprise.kernel.socket.ProtocolOptions.SOL_SOCKET;

import dev.reprise.kernel.Bytes;
import dev.reprise.kernel.Call;
import dev.reprise.kernel.SyscallError;
import dev.reprise.linux.Errno;
import java.util.Map;

/** The options of one socket which others ask for. */
final class SocketOptions {
  /** The most that can be asked for as the size of a buffer (net.core.wmem_max). */
  private static final int MAX_BUFFER = 212_992;

  private static final int MIN_SEND_BUFFER = 4608;
  private static final int MIN_RECEIVE_BUFFER = 2304;

  /** What Linux's tuning makes of the send buffer of a connection within one machine. */
  private static final int CONNECTED_SEND_BUFFER = 2_626_560;

  private static final int CONNECTED_SEGMENT = 32_768;
  private static final int TCP_MAXSEG = 2;

  private final SocketKind kind;
  private final Map<Integer, Integer> values;
  private Message.Sender creator = Message.Sender.NOBODY;
  private Message.Sender peer = Message.Sender.NOBODY;
  private long receiveTimeoutNanos = Call.NEVER;
  private long sendTimeoutNanos = Call.NEVER;
  private boolean lingers;
  private int lingerSeconds;
  private boolean sendBufferChosen;

  SocketOptions(SocketKind kind) {
    this.kind = kind;
    this.values = ProtocolOptions.initial(kind);
  }

  /** What an accepted socket has from the one that listened. */
  void inherit(SocketOptions listener) {
    values.putAll(listener.values);
    receiveTimeoutNanos = listener.receiveTimeoutNanos;
    sendTimeoutNanos = listener.sendTimeoutNanos;
    lingers = listener.lingers;
    lingerSeconds = listener.lingerSeconds;
    sendBufferChosen = listener.sendBufferChosen;
  }

  /** Of AF_UNIX, only the wish for credentials is passed on. */
  void inheritUnix(SocketOptions listener) {
    set(SOL_SOCKET, ProtocolOptions.SO_PASSCRED, listener.passesCredentials() ? 1 : 0);
  }

  /** A connection of TCP is made: what was not chosen is tuned. */
  void connected() {
    if (!sendBufferChosen) {
      set(SOL_SOCKET, ProtocolOptions.SO_SNDBUF, CONNECTED_SEND_BUFFER);
    }
    set(ProtocolOptions.IPPROTO_TCP, TCP_MAXSEG, CONNECTED_SEGMENT);
  }

  /** Who made the socket, or made it listen. */
  Message.Sender creator() {
    return creator;
  }

  void setCreator(Message.Sender newCreator) {
    creator = newCreator;
  }

  /** Whom SO_PEERCRED tells of. */
  Message.Sender peer() {
    return peer;
  }

  void setPeer(Message.Sender newPeer) {
    peer = newPeer;
  }

  int sendBuffer() {
    return get(SOL_SOCKET, ProtocolOptions.SO_SNDBUF);
  }

  int receiveBuffer() {
    return get(SOL_SOCKET, ProtocolOptions.SO_RCVBUF);
  }

  int receiveLowWater() {
    return get(SOL_SOCKET, ProtocolOptions.SO_RCVLOWAT);
  }

  void setSendBuffer(int asked) {
    sendBufferChosen = true;
    int size = Math.max(2 * Math.min(asked, MAX_BUFFER), MIN_SEND_BUFFER);
    set(SOL_SOCKET, ProtocolOptions.SO_SNDBUF, size);
  }

  void setReceiveBuffer(int asked) {
    int size = Math.max(2 * Math.min(asked, MAX_BUFFER), MIN_RECEIVE_BUFFER);
    set(SOL_SOCKET, ProtocolOptions.SO_RCVBUF, size);
  }

  boolean passesCredentials() {
    return flag(SOL_SOCKET, ProtocolOptions.SO_PASSCRED);
  }

  boolean reusesAddress() {
    return flag(SOL_SOCKET, ProtocolOptions.SO_REUSEADDR);
  }

  boolean reusesPort() {
    return flag(SOL_SOCKET, ProtocolOptions.SO_REUSEPORT);
  }

  boolean takesUrgentInline() {
    return flag(SOL_SOCKET, ProtocolOptions.SO_OOBINLINE);
  }

  /** Whether a socket without a partner wants to know that nobody is there. */
  boolean reportsErrors(InternetAddress to) {
    return to.isV4()
        ? flag(ProtocolOptions.IPPROTO_IP, ProtocolOptions.IP_RECVERR)
        : flag(ProtocolOptions.IPPROTO_IPV6, ProtocolOptions.IPV6_RECVERR);
  }

  /** Whether close(2) drops the connection instead of ending it (SO_LINGER of 0 seconds). */
  boolean tearsAtClose() {
    return lingers && lingerSeconds == 0;
  }

  byte[] linger() {
    byte[] bytes = new byte[8];
    Bytes.putInt(bytes, 0, lingers ? 1 : 0);
    Bytes.putInt(bytes, 4, lingerSeconds);
    return bytes;
  }

  void setLinger(boolean on, int seconds) {
    lingers = on;
    lingerSeconds = on ? seconds : lingerSeconds;
  }

  long receiveTimeoutNanos() {
    return receiveTimeoutNanos;
  }

  long sendTimeoutNanos() {
    return sendTimeoutNanos;
  }

  void setReceiveTimeout(long nanos) {
    receiveTimeoutNanos = nanos;
  }

  void setSendTimeout(long nanos) {
    sendTimeoutNanos = nanos;
  }

  /** The number of an option; ENOPROTOOPT, or EOPNOTSUPP outside of the family's levels. */
  int get(int level, int option) {
    Integer value = values.get(ProtocolOptions.key(level, option));
    if (value == null) {
      boolean stranger = !kind.isInternet() && level != SOL_SOCKET;
      throw new SyscallError(stranger ? Errno.EOPNOTSUPP : Errno.ENOPROTOOPT);
    }
    return value;
  }

  boolean flag(int level, int option) {
    return get(level, option) != 0;
  }

  void set(int level, int option, int value) {
    get(level, option);
    boolean isSwitch = ProtocolOptions.isSwitch(level, option);
    values.put(ProtocolOptions.key(level, option), isSwitch && value != 0 ? 1 : value);
  }
}
