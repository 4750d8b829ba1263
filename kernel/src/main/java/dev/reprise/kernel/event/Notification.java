package dev.reprise.kernel.event;

import dev.reprise.kernel.Bytes;
import java.nio.charset.StandardCharsets;

/**
 * A {@code struct inotify_event}.
 *
 * @param watch the watch's number; -1 when events were lost
 * @param mask what happened
 * @param cookie the same number in both halves of a move, else 0
 * @param name the entry of the watched directory, or empty for the watched file itself
 */
record Notification(int watch, int mask, int cookie, String name) {
  static final int ACCESS = 1;
  static final int MODIFY = 2;
  static final int ATTRIB = 4;
  static final int CLOSE_WRITE = 8;
  static final int CLOSE_NOWRITE = 0x10;
  static final int OPEN = 0x20;
  static final int MOVED_FROM = 0x40;
  static final int MOVED_TO = 0x80;
  static final int CREATE = 0x100;
  static final int DELETE = 0x200;
  static final int DELETE_SELF = 0x400;
  static final int MOVE_SELF = 0x800;
  static final int ALL = 0xfff;
  static final int OVERFLOW = 0x4000;
  static final int IGNORED = 0x8000;
  static final int ISDIR = 0x40000000;

  private static final int HEADER_BYTES = 16;

  /** The name's field, with at least one zero, is a multiple of the header's size. */
  private int nameBytes() {
    return name.isEmpty() ? 0 : (name.length() + HEADER_BYTES) / HEADER_BYTES * HEADER_BYTES;
  }

  int size() {
    return HEADER_BYTES + nameBytes();
  }

  byte[] toBytes() {
    byte[] bytes = new byte[size()];
    Bytes.putInt(bytes, 0, watch);
    Bytes.putInt(bytes, 4, mask);
    Bytes.putInt(bytes, 8, cookie);
    Bytes.putInt(bytes, 12, nameBytes());
    byte[] text = name.getBytes(StandardCharsets.ISO_8859_1);
    System.arraycopy(text, 0, bytes, HEADER_BYTES, text.length);
    return bytes;
  }
}
