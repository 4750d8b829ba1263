package dev.reprise.kernel.syscall;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** One readable stretch of guest memory, filled by the test. */
final class FakeMemory implements MemoryReader {
  static final long BASE = 0x7f0000000000L;
  private final ByteBuffer bytes = ByteBuffer.allocate(8192).order(ByteOrder.LITTLE_ENDIAN);

  /** Puts a string with its NUL where the last thing ended; its address. */
  long text(String latin) {
    long address = BASE + bytes.position();
    bytes.put((latin + "\0").getBytes(StandardCharsets.ISO_8859_1));
    return address;
  }

  long longs(long... values) {
    long address = BASE + bytes.position();
    for (long value : values) {
      bytes.putLong(value);
    }
    return address;
  }

  long ints(int... values) {
    long address = BASE + bytes.position();
    for (int value : values) {
      bytes.putInt(value);
    }
    return address;
  }

  @Override
  public byte @Nullable [] read(long address, int length) {
    long offset = address - BASE;
    if (offset < 0 || offset + length > bytes.capacity() || offset + length < 0) {
      return null;
    }
    return Arrays.copyOfRange(bytes.array(), (int) offset, (int) offset + length);
  }
}
