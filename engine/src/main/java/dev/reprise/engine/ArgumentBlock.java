package dev.reprise.engine;

import dev.reprise.linux.ByteText;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** Strings and arrays of strings, laid out for one write into a guest's memory. */
final class ArgumentBlock {
  private final long base;
  private final ByteBuffer bytes;

  ArgumentBlock(long base, int capacity) {
    this.base = base;
    this.bytes = ByteBuffer.allocate(capacity).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Adds a string and returns its address. */
  long string(String text) {
    long address = base + bytes.position();
    bytes.put(ByteText.bytes(text)).put((byte) 0);
    return address;
  }

  /** Adds a null-terminated array of strings and returns its address. */
  long strings(List<String> texts) {
    List<Long> addresses = new ArrayList<>();
    for (String text : texts) {
      addresses.add(string(text));
    }
    bytes.position((bytes.position() + 7) & ~7);
    long address = base + bytes.position();
    addresses.forEach(bytes::putLong);
    bytes.putLong(0);
    return address;
  }

  byte[] toArray() {
    return java.util.Arrays.copyOf(bytes.array(), bytes.position());
  }

  /** An upper bound of the bytes which {@link #strings} needs. */
  static int sizeOf(List<String> texts) {
    int size = 16;
    for (String text : texts) {
      size += ByteText.bytes(text).length + 1 + 8;
    }
    return size;
  }
}
