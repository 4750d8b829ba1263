package dev.reprise.kernel.socket;

import dev.reprise.kernel.Bytes;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** A message of netlink in the making: a header, a fixed structure and attributes. */
final class NetlinkMessage {
  static final int HEADER_BYTES = 16;
  static final int ERROR = 2;
  static final int DONE = 3;

  /** A message that is one of several. */
  static final int MULTI = 2;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  /** The answer to a request, to the port that asked. */
  NetlinkMessage(int type, int flags, int sequence, int port) {
    byte[] header = new byte[HEADER_BYTES];
    Bytes.putShort(header, 4, type);
    Bytes.putShort(header, 6, flags);
    Bytes.putInt(header, 8, sequence);
    Bytes.putInt(header, 12, port);
    bytes.writeBytes(header);
  }

  NetlinkMessage octets(int... values) {
    for (int value : values) {
      bytes.write(value);
    }
    return this;
  }

  NetlinkMessage number(int value) {
    return raw(OptionCalls.number(value));
  }

  NetlinkMessage raw(byte[] value) {
    bytes.writeBytes(value);
    return this;
  }

  /** Adds an attribute, whose end is filled up to four bytes. */
  NetlinkMessage attribute(int type, byte[] value) {
    byte[] head = new byte[4];
    Bytes.putShort(head, 0, head.length + value.length);
    Bytes.putShort(head, 2, type);
    bytes.writeBytes(head);
    bytes.writeBytes(value);
    bytes.writeBytes(new byte[-value.length & 3]);
    return this;
  }

  NetlinkMessage attribute(int type, int value) {
    return attribute(type, OptionCalls.number(value));
  }

  NetlinkMessage octet(int type, int value) {
    return attribute(type, new byte[] {(byte) value});
  }

  NetlinkMessage text(int type, String value) {
    return attribute(type, (value + "\0").getBytes(StandardCharsets.ISO_8859_1));
  }

  /** The host of an internet address. */
  NetlinkMessage host(int type, InternetAddress address) {
    byte[] all = new byte[16];
    address.host(all, 0);
    byte[] four = {all[12], all[13], all[14], all[15]};
    return attribute(type, address.isV4() ? four : all);
  }

  byte[] toBytes() {
    byte[] all = bytes.toByteArray();
    Bytes.putInt(all, 0, all.length);
    return all;
  }
}
