package dev.reprise.kernel.socket;

import dev.reprise.kernel.Bytes;
import dev.reprise.kernel.Call;
import dev.reprise.kernel.SyscallError;
import dev.reprise.linux.Errno;
import java.util.TreeMap;

/** The options of a socket at level SOL_SOCKET. */
final class SocketOptions {
  private static final int SO_TYPE = 3;
  private static final int SO_SNDBUF = 7;
  private static final int SO_RCVBUF = 8;
  private static final int SO_LINGER = 13;
  private static final int SO_PASSCRED = 16;
  private static final int SO_PEERCRED = 17;
  private static final int SO_RCVLOWAT = 18;
  private static final int SO_SNDLOWAT = 19;
  private static final int SO_RCVTIMEO = 20;
  private static final int SO_SNDTIMEO = 21;
  private static final int SO_ACCEPTCONN = 30;
  private static final int SO_PROTOCOL = 38;
  private static final int SO_DOMAIN = 39;

  /** The buffer's size on a Linux that nobody has tuned, and the most that can be asked for. */
  private static final int DEFAULT_BUFFER = 212_992;

  private static final int MIN_SEND_BUFFER = 4608;
  private static final int MIN_RECEIVE_BUFFER = 2304;
  private static final int LINGER_BYTES = 8;
  private static final int TIMEVAL_BYTES = 16;

  private final int type;
  private final Message.Sender creator;
  private final TreeMap<Integer, Integer> values = new TreeMap<>();
  private long receiveTimeoutNanos = Call.NEVER;
  private long sendTimeoutNanos = Call.NEVER;

  SocketOptions(int type, Message.Sender creator) {
    this.type = type;
    this.creator = creator;
    // Options that can be set and have no effect between two ends of one machine: debugging,
    // addresses' reuse, routes, broadcasts, keeping alive, out-of-band data, priority.
    for (int option : new int[] {1, 2, 5, 6, 9, 10, 12, 15, SO_PASSCRED}) {
      values.put(option, 0);
    }
    values.put(SO_SNDBUF, DEFAULT_BUFFER);
    values.put(SO_RCVBUF, DEFAULT_BUFFER);
    values.put(SO_RCVLOWAT, 1);
  }

  int sendBuffer() {
    return value(SO_SNDBUF);
  }

  boolean passesCredentials() {
    return value(SO_PASSCRED) != 0;
  }

  long receiveTimeoutNanos() {
    return receiveTimeoutNanos;
  }

  long sendTimeoutNanos() {
    return sendTimeoutNanos;
  }

  private int value(int option) {
    Integer value = values.get(option);
    if (value == null) {
      throw new SyscallError(Errno.ENOPROTOOPT);
    }
    return value;
  }

  /** The bytes of an option for getsockopt(2). */
  byte[] get(int option) {
    return switch (option) {
      case SO_TYPE -> number(type);
      case SO_DOMAIN, SO_SNDLOWAT -> number(1);
      case SO_ACCEPTCONN, SO_PROTOCOL -> number(0);
      case SO_LINGER -> new byte[LINGER_BYTES];
      case SO_PEERCRED -> credentials(creator);
      case SO_RCVTIMEO -> timeval(receiveTimeoutNanos);
      case SO_SNDTIMEO -> timeval(sendTimeoutNanos);
      default -> number(value(option));
    };
  }

  /** A {@code struct ucred}. */
  static byte[] credentials(Message.Sender sender) {
    byte[] bytes = new byte[12];
    Bytes.putInt(bytes, 0, sender.pid());
    Bytes.putInt(bytes, 4, sender.uid());
    Bytes.putInt(bytes, 8, sender.gid());
    return bytes;
  }

  private static byte[] number(int value) {
    byte[] bytes = new byte[4];
    Bytes.putInt(bytes, 0, value);
    return bytes;
  }

  private static byte[] timeval(long nanos) {
    byte[] bytes = new byte[TIMEVAL_BYTES];
    if (nanos != Call.NEVER) {
      Bytes.putLong(bytes, 0, nanos / 1_000_000_000);
      Bytes.putLong(bytes, 8, nanos % 1_000_000_000 / 1000);
    }
    return bytes;
  }

  /** Answers setsockopt(2). */
  void set(int option, byte[] bytes) {
    switch (option) {
      case SO_RCVTIMEO -> receiveTimeoutNanos = nanos(bytes);
      case SO_SNDTIMEO -> sendTimeoutNanos = nanos(bytes);
      case SO_LINGER -> require(bytes, LINGER_BYTES);
      case SO_SNDBUF -> values.put(option, buffer(bytes, MIN_SEND_BUFFER));
      case SO_RCVBUF -> values.put(option, buffer(bytes, MIN_RECEIVE_BUFFER));
      default -> {
        value(option);
        require(bytes, 4);
        values.put(option, Bytes.getInt(bytes, 0));
      }
    }
  }

  /** Twice what is asked for, as Linux counts its own overhead. */
  private static int buffer(byte[] bytes, int minimum) {
    require(bytes, 4);
    int asked = Math.min(Bytes.getInt(bytes, 0), DEFAULT_BUFFER);
    return Math.max(2 * asked, minimum);
  }

  private static long nanos(byte[] bytes) {
    require(bytes, TIMEVAL_BYTES);
    long seconds = Bytes.getLong(bytes, 0);
    long micros = Bytes.getLong(bytes, 8);
    if (micros < 0 || micros >= 1_000_000) {
      throw new SyscallError(Errno.EDOM);
    }
    boolean endless = seconds == 0 && micros == 0 || seconds > Call.NEVER / 1_000_000_000 - 1;
    return endless ? Call.NEVER : Math.max(0, seconds) * 1_000_000_000 + micros * 1000;
  }

  private static void require(byte[] bytes, int length) {
    if (bytes.length < length) {
      throw new SyscallError(Errno.EINVAL);
    }
  }
}
