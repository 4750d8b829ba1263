package dev.reprise.binary;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Reads little-endian values one after another and throws instead of leaving its bounds.
 *
 * <p>Every parser of this package reads through a cursor, so that a damaged file can cause a {@link
 * MalformedElfException} and nothing else.
 */
final class Cursor {
  private final ByteBuffer bytes;
  private final int end;
  private int position;

  /** A cursor over {@code bytes[start, end)}; the buffer must be little-endian. */
  Cursor(ByteBuffer bytes, int start, int end) throws MalformedElfException {
    if (start < 0 || end < start || end > bytes.limit()) {
      throw MalformedElfException.damaged("range " + start + ".." + end + " is not in the file");
    }
    this.bytes = bytes;
    this.position = start;
    this.end = end;
  }

  Cursor(ByteBuffer bytes) throws MalformedElfException {
    this(bytes, 0, bytes.limit());
  }

  int position() {
    return position;
  }

  int remaining() {
    return end - position;
  }

  boolean hasRemaining() {
    return position < end;
  }

  void skip(long count) throws MalformedElfException {
    take(count);
  }

  private int take(long count) throws MalformedElfException {
    if (count < 0 || count > end - position) {
      throw MalformedElfException.damaged(
          count + " bytes wanted at " + position + ", but the structure ends at " + end);
    }
    int at = position;
    position += (int) count;
    return at;
  }

  int u8() throws MalformedElfException {
    return bytes.get(take(1)) & 0xff;
  }

  byte s8() throws MalformedElfException {
    return bytes.get(take(1));
  }

  int u16() throws MalformedElfException {
    return bytes.getShort(take(2)) & 0xffff;
  }

  short s16() throws MalformedElfException {
    return bytes.getShort(take(2));
  }

  int s32() throws MalformedElfException {
    return bytes.getInt(take(4));
  }

  long u32() throws MalformedElfException {
    return s32() & 0xffff_ffffL;
  }

  long s64() throws MalformedElfException {
    return bytes.getLong(take(8));
  }

  /** Reads an unsigned LEB128 number; bits beyond the 64th are dropped. */
  long uleb128() throws MalformedElfException {
    long value = 0;
    int shift = 0;
    int next;
    do {
      next = u8();
      if (shift < 64) {
        value |= (long) (next & 0x7f) << shift;
      }
      shift += 7;
    } while ((next & 0x80) != 0);
    return value;
  }

  /** Reads a signed LEB128 number; bits beyond the 64th are dropped. */
  long sleb128() throws MalformedElfException {
    long value = 0;
    int shift = 0;
    int next;
    do {
      next = u8();
      if (shift < 64) {
        value |= (long) (next & 0x7f) << shift;
      }
      shift += 7;
    } while ((next & 0x80) != 0);
    return shift < 64 && (next & 0x40) != 0 ? value | -1L << shift : value;
  }

  /**
   * Reads a string up to its zero byte and consumes the zero.
   *
   * @param limit how long the string may be: many entries of a damaged table could share a huge one
   */
  String string(int limit) throws MalformedElfException {
    int length = 0;
    while (length < remaining() && length <= limit && bytes.get(position + length) != 0) {
      length++;
    }
    if (length == remaining() || length > limit) {
      throw MalformedElfException.damaged("string at " + position + " has no end");
    }
    byte[] text = new byte[length];
    bytes.get(position, text);
    position += length + 1;
    return new String(text, StandardCharsets.UTF_8);
  }
}
