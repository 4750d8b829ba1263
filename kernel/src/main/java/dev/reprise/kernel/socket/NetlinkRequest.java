package dev.reprise.kernel.socket;

import dev.reprise.kernel.Bytes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request of netlink.
 *
 * @param bytes all of it, with its header
 * @param port the port of who asks
 */
record NetlinkRequest(byte[] bytes, int port) {
  private static final int ACK = 4;
  private static final int DUMP = 0x300;

  /** Acknowledgements and errors repeat no more of the request than its header. */
  private static final int CAPPED = 0x100;

  /** The requests of one datagram. */
  static List<NetlinkRequest> all(byte[] datagram, int port) {
    List<NetlinkRequest> requests = new ArrayList<>(1);
    int start = 0;
    while (datagram.length - start >= NetlinkMessage.HEADER_BYTES) {
      int length = Bytes.getInt(datagram, start);
      if (length < NetlinkMessage.HEADER_BYTES || length > datagram.length - start) {
        break;
      }
      requests.add(new NetlinkRequest(Arrays.copyOfRange(datagram, start, start + length), port));
      start = Math.min(datagram.length, start + (length + 3 & ~3));
    }
    return requests;
  }

  int type() {
    return Bytes.getShort(bytes, 4) & 0xffff;
  }

  boolean wantsAck() {
    return (Bytes.getShort(bytes, 6) & ACK) != 0;
  }

  boolean isDump() {
    return (Bytes.getShort(bytes, 6) & DUMP) == DUMP;
  }

  private int sequence() {
    return Bytes.getInt(bytes, 8);
  }

  /** The octet at an offset behind the header; 0 behind the end. */
  int octet(int offset) {
    int at = NetlinkMessage.HEADER_BYTES + offset;
    return at < bytes.length ? bytes[at] & 0xff : 0;
  }

  int number(int offset) {
    return octet(offset)
        | octet(offset + 1) << 8
        | octet(offset + 2) << 16
        | octet(offset + 3) << 24;
  }

  /** The value of an attribute behind a structure of some length; null when it is not there. */
  byte @Nullable [] attribute(int structure, int type) {
    int at = NetlinkMessage.HEADER_BYTES + structure;
    while (bytes.length - at >= 4) {
      int length = Bytes.getShort(bytes, at) & 0xffff;
      if (length < 4 || length > bytes.length - at) {
        return null;
      }
      if (Bytes.getShort(bytes, at + 2) == type) {
        return Arrays.copyOfRange(bytes, at + 4, at + length);
      }
      at += length + 3 & ~3;
    }
    return null;
  }

  /** An answer: one of several when all were asked for. */
  NetlinkMessage answer(int type) {
    return new NetlinkMessage(type, isDump() ? NetlinkMessage.MULTI : 0, sequence(), port);
  }

  /** The end of several answers. */
  byte[] done() {
    return answer(NetlinkMessage.DONE).number(0).toBytes();
  }

  /** An error, or with 0 an acknowledgement. */
  byte[] error(int errno) {
    int flags = errno == 0 ? CAPPED : 0;
    byte[] repeated = errno == 0 ? Arrays.copyOf(bytes, NetlinkMessage.HEADER_BYTES) : bytes;
    return new NetlinkMessage(NetlinkMessage.ERROR, flags, sequence(), port)
        .number(-errno)
        .raw(repeated)
        .toBytes();
  }
}
