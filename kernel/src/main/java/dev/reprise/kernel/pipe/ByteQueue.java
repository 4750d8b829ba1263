package dev.reprise.kernel.pipe;

import java.util.Arrays;

/** Bytes in the order of their arrival; its memory grows with what it holds. */
public final class ByteQueue {
  private static final int INITIAL = 4096;

  private byte[] ring = new byte[INITIAL];
  private int start;
  private int size;

  /** How many bytes it holds. */
  public int size() {
    return size;
  }

  /** Adds the first {@code length} bytes of {@code data}. */
  public void add(byte[] data, int length) {
    if (size + length > ring.length) {
      grow(size + length);
    }
    int end = (start + size) % ring.length;
    int first = Math.min(length, ring.length - end);
    System.arraycopy(data, 0, ring, end, first);
    System.arraycopy(data, first, ring, 0, length - first);
    size += length;
  }

  private void grow(int needed) {
    byte[] contents = peek(size);
    ring = Arrays.copyOf(contents, Math.max(needed, 2 * ring.length));
    start = 0;
  }

  /** A copy of the first bytes, at most {@code limit}. */
  public byte[] peek(int limit) {
    byte[] bytes = new byte[Math.min(limit, size)];
    int first = Math.min(bytes.length, ring.length - start);
    System.arraycopy(ring, start, bytes, 0, first);
    System.arraycopy(ring, 0, bytes, first, bytes.length - first);
    return bytes;
  }

  /** Removes the first {@code length} bytes. */
  public void drop(int length) {
    size -= length;
    start = size == 0 ? 0 : (start + length) % ring.length;
  }
}
