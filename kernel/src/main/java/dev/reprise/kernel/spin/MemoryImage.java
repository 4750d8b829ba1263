package dev.reprise.kernel.spin;

import dev.reprise.kernel.Memory;
import java.util.Arrays;

/** What some ranges of memory contain at a moment. */
public final class MemoryImage {
  private final long[] starts;
  private final int[] lengths;
  private final byte[] contents;
  private final byte[] present;

  private MemoryImage(long[] starts, int[] lengths, byte[] contents) {
    this.starts = starts;
    this.lengths = lengths;
    this.contents = contents;
    this.present = new byte[contents.length];
  }

  /**
   * An image of single bytes.
   *
   * @param addresses in ascending order
   */
  static MemoryImage of(long[] addresses, byte[] contents) {
    long[] starts = new long[addresses.length];
    int[] lengths = new int[addresses.length];
    int ranges = 0;
    for (int i = 0; i < addresses.length; i++) {
      if (i > 0 && addresses[i] == addresses[i - 1] + 1) {
        lengths[ranges - 1]++;
      } else {
        starts[ranges] = addresses[i];
        lengths[ranges++] = 1;
      }
    }
    return new MemoryImage(Arrays.copyOf(starts, ranges), Arrays.copyOf(lengths, ranges), contents);
  }

  /** The same ranges as they are now; what cannot be read counts as zero. */
  MemoryImage now(Memory memory) {
    byte[] current = new byte[contents.length];
    memory.peekRanges(starts, lengths, current);
    return new MemoryImage(starts, lengths, current);
  }

  /** Whether the memory is still the same; it is not where it cannot be read. */
  boolean isPresent(Memory memory) {
    return memory.peekRanges(starts, lengths, present) == present.length
        && Arrays.equals(present, contents);
  }

  /** Orders images of the same ranges. */
  int compareContents(MemoryImage other) {
    return Arrays.compareUnsigned(contents, other.contents);
  }
}
