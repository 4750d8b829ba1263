package dev.reprise.kernel.socket;

import dev.reprise.kernel.Bytes;
import dev.reprise.kernel.SyscallError;
import dev.reprise.linux.Errno;

/**
 * An address of IPv4 or IPv6 with a port. IPv4 is held in its form within IPv6 (::ffff:a.b.c.d), so
 * that both families share one space, as they do on Linux.
 *
 * @param high the first eight bytes, as a big-endian number
 * @param low the last eight bytes
 * @param port 0 to 65535
 */
record InternetAddress(long high, long low, int port) {
  static final int IPV4_BYTES = 16;
  static final int IPV6_BYTES = 28;

  /** A {@code struct sockaddr_in6} of before it had a scope. */
  private static final int OLD_IPV6_BYTES = 24;

  private static final long MAPPED = 0xffff_0000_0000L;
  private static final long LOOPBACK_4 = MAPPED | 0x7f00_0001L;
  static final InternetAddress ANY_4 = new InternetAddress(0, MAPPED, 0);
  static final InternetAddress ANY_6 = new InternetAddress(0, 0, 0);

  /** Whether it belongs to IPv4. */
  boolean isV4() {
    return high == 0 && low >>> 32 == 0xffff;
  }

  /** Whether it stands for all addresses of its family. */
  boolean isWildcard() {
    return high == 0 && (low == 0 || low == MAPPED);
  }

  /** Whether it is one that the loopback interface has. */
  boolean isLoopback() {
    return isV4() ? (low >>> 24 & 0xff) == 0x7f : high == 0 && low == 1;
  }

  /** Whether it stands for all of the loopback interface's network. */
  boolean isBroadcast() {
    return isV4() && (int) low == 0x7fff_ffff;
  }

  InternetAddress withPort(int newPort) {
    return new InternetAddress(high, low, newPort);
  }

  /** Where a packet to this address goes: to a wildcard means to this machine. */
  InternetAddress asDestination() {
    if (!isWildcard()) {
      return this;
    }
    return isV4() ? new InternetAddress(0, LOOPBACK_4, port) : new InternetAddress(0, 1, port);
  }

  /** The address from which packets to this one come when the sender has not chosen. */
  InternetAddress sourceFor(int sourcePort) {
    return (isV4() ? ANY_4 : ANY_6).asDestination().withPort(sourcePort);
  }

  /** Whether the hosts are equal, whatever the ports. */
  boolean sameHost(InternetAddress other) {
    return high == other.high && low == other.low;
  }

  static int family(byte[] bytes) {
    return bytes.length < 2 ? -1 : Bytes.getShort(bytes, 0);
  }

  /** Reads a {@code struct sockaddr_in} or {@code sockaddr_in6}; EINVAL when it is too short. */
  static InternetAddress parse(byte[] bytes) {
    boolean v4 = family(bytes) == SocketKind.AF_INET;
    if (bytes.length < (v4 ? IPV4_BYTES : OLD_IPV6_BYTES)) {
      throw new SyscallError(Errno.EINVAL);
    }
    int port = Short.reverseBytes((short) Bytes.getShort(bytes, 2)) & 0xffff;
    if (v4) {
      long host = Integer.reverseBytes(Bytes.getInt(bytes, 4)) & 0xffff_ffffL;
      return new InternetAddress(0, MAPPED | host, port);
    }
    return new InternetAddress(
        Long.reverseBytes(Bytes.getLong(bytes, 8)),
        Long.reverseBytes(Bytes.getLong(bytes, 16)),
        port);
  }

  /** The structure of a family: an address of IPv6 does not fit into that of IPv4. */
  byte[] toBytes(int family) {
    byte[] bytes = new byte[family == SocketKind.AF_INET ? IPV4_BYTES : IPV6_BYTES];
    Bytes.putShort(bytes, 0, family);
    Bytes.putShort(bytes, 2, Short.reverseBytes((short) port));
    if (family == SocketKind.AF_INET) {
      Bytes.putInt(bytes, 4, Integer.reverseBytes((int) low));
    } else {
      host(bytes, 8);
    }
    return bytes;
  }

  /** Writes the 16 bytes of the host. */
  void host(byte[] bytes, int offset) {
    Bytes.putLong(bytes, offset, Long.reverseBytes(high));
    Bytes.putLong(bytes, offset + 8, Long.reverseBytes(low));
  }

  /** The address of the host in IPv4, as a big-endian number. */
  int host4() {
    return (int) low;
  }
}
