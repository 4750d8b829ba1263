package dev.reprise.kernel.spin;

import dev.reprise.kernel.Memory;
import java.util.Map;
import java.util.TreeMap;

/**
 * The bytes of memory which a thread has touched since some moment, with what they were at that
 * moment: each is read before the first instruction that touches it.
 */
final class Footprint {
  /** More than any loop that waits touches; what goes beyond it is not kept. */
  private static final int MAX_BYTES = 16_384;

  private final Memory memory;
  private final TreeMap<Long, Byte> bytes = new TreeMap<>();
  private final byte[] buffer = new byte[16];

  Footprint(Memory memory) {
    this.memory = memory;
  }

  /** The thread is about to touch up to 16 bytes. */
  void touch(long address, int size) {
    boolean known = true;
    for (int i = 0; known && i < size; i++) {
      known = bytes.containsKey(address + i);
    }
    if (known || isTooLarge()) {
      return;
    }
    // What cannot be read cannot be written either: then the instruction faults.
    int readable = memory.peek(address, buffer, 0, size);
    for (int i = 0; i < readable; i++) {
      bytes.putIfAbsent(address + i, buffer[i]);
    }
  }

  /** Whether something was touched that is not kept. */
  boolean isTooLarge() {
    return bytes.size() > MAX_BYTES;
  }

  /** The same bytes with their contents of that moment. */
  MemoryImage image() {
    long[] addresses = new long[bytes.size()];
    byte[] contents = new byte[bytes.size()];
    int next = 0;
    for (Map.Entry<Long, Byte> entry : bytes.entrySet()) {
      addresses[next] = entry.getKey();
      contents[next++] = entry.getValue();
    }
    return MemoryImage.of(addresses, contents);
  }
}
