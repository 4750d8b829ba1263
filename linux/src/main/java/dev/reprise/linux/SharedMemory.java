package dev.reprise.linux;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A file in memory which this process shares with others.
 *
 * <p>Offsets are bytes; values are little endian, as the machine. What is written by {@link
 * #putLong} is seen by others once a word was written after it by {@link #exchange}; what others
 * wrote before a word is seen once that was read by {@link #word}. For the threads of this process
 * it is not safe: one of them at a time. It is unmapped when it is no longer reachable.
 */
public final class SharedMemory {
  private static final VarHandle WORD =
      MethodHandles.byteBufferViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private final ByteBuffer bytes;
  private final long address;

  /** Makes a file and maps it whole. */
  public SharedMemory(Path file, int size) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE)) {
      var segment = channel.map(FileChannel.MapMode.READ_WRITE, 0, size, Arena.ofAuto());
      address = segment.address();
      bytes = segment.asByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    }
  }

  /** Where it begins in this process. */
  public long address() {
    return address;
  }

  /** Reads eight bytes. */
  public long getLong(int offset) {
    return bytes.getLong(offset);
  }

  /** Writes eight bytes. */
  public void putLong(int offset, long value) {
    bytes.putLong(offset, value);
  }

  /** Copies bytes out. */
  public void get(int offset, byte[] into, int start, int length) {
    bytes.get(offset, into, start, length);
  }

  /** Copies bytes in. */
  public void put(int offset, byte[] from, int start, int length) {
    bytes.put(offset, from, start, length);
  }

  /** Reads four bytes, which others change. */
  public int word(int offset) {
    int value = bytes.getInt(offset);
    VarHandle.acquireFence();
    return value;
  }

  /** Writes four bytes and returns what was there. */
  public int exchange(int offset, int value) {
    return (int) WORD.getAndSet(bytes, offset, value);
  }

  /** Writes four bytes if those there are {@code expected}. */
  public boolean replace(int offset, int expected, int value) {
    return WORD.compareAndSet(bytes, offset, expected, value);
  }
}
