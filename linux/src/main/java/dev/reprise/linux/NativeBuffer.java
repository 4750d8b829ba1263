package dev.reprise.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A fixed block of memory outside of the Java heap, for structures that the kernel reads or writes.
 *
 * <p>Offsets are bytes; values are little endian, as the machine. Not thread-safe. The memory is
 * freed when the buffer is no longer reachable.
 *
 * <p>It is accessed as a byte buffer, because each kind of access by a layout makes the JVM put
 * together code of its own, milliseconds at every start.
 */
public final class NativeBuffer {
  private final MemorySegment segment;
  private final ByteBuffer bytes;

  /** Makes a zeroed block of {@code size} bytes, aligned to 64. */
  public NativeBuffer(long size) {
    this(Arena.ofAuto().allocate(size, 64));
  }

  private NativeBuffer(MemorySegment segment) {
    this.segment = segment;
    this.bytes = segment.asByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
  }

  /**
   * A part of this block, which is made in a fraction of the time of a block of its own.
   *
   * @param offset a multiple of 64
   */
  public NativeBuffer part(long offset, long size) {
    return new NativeBuffer(segment.asSlice(offset, size));
  }

  /** The address to hand to the kernel. */
  public long address() {
    return segment.address();
  }

  /** The size in bytes. */
  public int size() {
    return bytes.capacity();
  }

  /** Reads eight bytes. */
  public long getLong(int offset) {
    return bytes.getLong(offset);
  }

  /** Reads four bytes. */
  public int getInt(int offset) {
    return bytes.getInt(offset);
  }

  /** Reads two bytes. */
  public short getShort(int offset) {
    return bytes.getShort(offset);
  }

  /** Writes eight bytes. */
  public void putLong(int offset, long value) {
    bytes.putLong(offset, value);
  }

  /** Writes four bytes. */
  public void putInt(int offset, int value) {
    bytes.putInt(offset, value);
  }

  /** Writes two bytes. */
  public void putShort(int offset, short value) {
    bytes.putShort(offset, value);
  }

  /** Copies bytes out. */
  public void get(int offset, byte[] into, int start, int length) {
    bytes.get(offset, into, start, length);
  }

  /** Copies bytes in. */
  public void put(int offset, byte[] from, int start, int length) {
    bytes.put(offset, from, start, length);
  }

  /** Copies bytes from another place of this block or of another. */
  public void copy(long offset, NativeBuffer from, long start, long length) {
    MemorySegment.copy(from.segment, start, segment, offset, length);
  }

  /** Whether two ranges of this block hold the same bytes. */
  public boolean isSame(long offset, long other, long length) {
    return MemorySegment.mismatch(segment, offset, offset + length, segment, other, other + length)
        < 0;
  }

  /** Writes a {@link ByteText} with its terminating zero. */
  public void putCString(int offset, String text) {
    byte[] encoded = ByteText.bytes(text);
    bytes.put(offset, encoded).put(offset + encoded.length, (byte) 0);
  }

  /** Reads a zero-terminated {@link ByteText}. */
  public String getCString(int offset) {
    int end = offset;
    while (bytes.get(end) != 0) {
      end++;
    }
    byte[] encoded = new byte[end - offset];
    bytes.get(offset, encoded);
    return ByteText.of(encoded);
  }

  /** Sets every byte to zero. */
  public void clear() {
    segment.fill((byte) 0);
  }
}
