package dev.reprise.binary;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Bytes of a file and the link-time address of the first of them.
 *
 * @param bytes little-endian, used by absolute index only
 * @param vaddr the address of {@code bytes[0]}
 */
record Region(ByteBuffer bytes, long vaddr) {
  /** Returns a cursor at an address, up to the end of the region. */
  Cursor cursorAt(long address) throws MalformedElfException {
    long offset = address - vaddr;
    if (offset < 0 || offset > bytes.limit()) {
      throw MalformedElfException.damaged("address " + Long.toHexString(address) + " is outside");
    }
    return new Cursor(bytes, (int) offset, bytes.limit());
  }

  /** Returns the address of a cursor's next byte. */
  long addressOf(Cursor cursor) {
    return vaddr + cursor.position();
  }

  /** Returns what a cursor has not read yet. */
  Region rest(Cursor cursor) {
    return part(cursor.position(), cursor.remaining());
  }

  /** Returns a part of the region, which must lie within it. */
  Region part(int start, int size) {
    return new Region(bytes.slice(start, size).order(ByteOrder.LITTLE_ENDIAN), vaddr + start);
  }

  /** Wraps bytes for reading little-endian values. */
  static ByteBuffer littleEndian(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
