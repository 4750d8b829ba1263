package dev.reprise.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * A fixed block of memory outside of the Java heap, for structures that the kernel reads or writes.
 *
 * <p>Offsets are bytes; values are little endian, as the machine. Not thread-safe. The memory is
 * freed when the buffer is no longer reachable.
 */
public final class NativeBuffer {
  private final MemorySegment segment;

  /** Makes a zeroed block of {@code size} bytes, aligned to 64. */
  public NativeBuffer(long size) {
    segment = Arena.ofAuto().allocate(size, 64);
  }

  /** The address to hand to the kernel. */
  public long address() {
    return segment.address();
  }

  /** The size in bytes. */
  public int size() {
    return (int) segment.byteSize();
  }

  /** Reads eight bytes. */
  public long getLong(long offset) {
    return segment.get(ValueLayout.JAVA_LONG_UNALIGNED, offset);
  }

  /** Reads four bytes. */
  public int getInt(long offset) {
    return segment.get(ValueLayout.JAVA_INT_UNALIGNED, offset);
  }

  /** Reads two bytes. */
  public short getShort(long offset) {
    return segment.get(ValueLayout.JAVA_SHORT_UNALIGNED, offset);
  }

  /** Reads a byte. */
  public byte getByte(long offset) {
    return segment.get(ValueLayout.JAVA_BYTE, offset);
  }

  /** Writes eight bytes. */
  public void putLong(long offset, long value) {
    segment.set(ValueLayout.JAVA_LONG_UNALIGNED, offset, value);
  }

  /** Writes four bytes. */
  public void putInt(long offset, int value) {
    segment.set(ValueLayout.JAVA_INT_UNALIGNED, offset, value);
  }

  /** Writes two bytes. */
  public void putShort(long offset, short value) {
    segment.set(ValueLayout.JAVA_SHORT_UNALIGNED, offset, value);
  }

  /** Writes a byte. */
  public void putByte(long offset, byte value) {
    segment.set(ValueLayout.JAVA_BYTE, offset, value);
  }

  /** Copies bytes out. */
  public void get(long offset, byte[] into, int start, int length) {
    MemorySegment.copy(segment, ValueLayout.JAVA_BYTE, offset, into, start, length);
  }

  /** Copies bytes in. */
  public void put(long offset, byte[] from, int start, int length) {
    MemorySegment.copy(from, start, segment, ValueLayout.JAVA_BYTE, offset, length);
  }

  /** Copies bytes from another place of this block or of another. */
  public void copy(long offset, NativeBuffer from, long start, long length) {
    MemorySegment.copy(from.segment, start, segment, offset, length);
  }

  /** Whether two ranges of this block hold the same bytes. */
  public boolean isSame(long offset, long other, long length) {
    return MemorySegment.mismatch(
            segment, offset, offset + length, segment, other, other + length)
        < 0;
  }

  /** Writes a string in UTF-8 with its terminating zero. */
  public void putCString(long offset, String text) {
    segment.setString(offset, text);
  }

  /** Reads a zero-terminated string in UTF-8. */
  public String getCString(long offset) {
    return segment.getString(offset);
  }

  /** Sets every byte to zero. */
  public void clear() {
    segment.fill((byte) 0);
  }
}
