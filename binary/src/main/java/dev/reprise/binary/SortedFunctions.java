package dev.reprise.binary;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The search table which a static program's linker left out: functions in the order of addresses.
 */
final class SortedFunctions {
  /** An entry's place in .eh_frame and its function's place share a long, to be sorted together. */
  private static final int PLACE_BITS = 26;

  private static final long PLACE_MASK = (1L << PLACE_BITS) - 1;
  private static final long FARTHEST = 1L << (62 - PLACE_BITS);

  private final FrameTable frames;
  private final long[] keys;

  private SortedFunctions(FrameTable frames, long[] keys) {
    this.frames = frames;
    this.keys = keys;
  }

  static SortedFunctions of(FrameTable frames) {
    long[] addresses = frames.listFdes();
    long[] keys = new long[addresses.length];
    int count = 0;
    for (long address : addresses) {
      try {
        long distance = frames.fdeAt(address).start() - frames.vaddr();
        long place = address - frames.vaddr();
        if (distance >= -FARTHEST && distance < FARTHEST && place <= PLACE_MASK) {
          keys[count++] = (distance << PLACE_BITS) | place;
        }
      } catch (MalformedElfException damaged) {
        // The functions of the other entries can still be found.
      }
    }
    keys = Arrays.copyOf(keys, count);
    Arrays.sort(keys);
    return new SortedFunctions(frames, keys);
  }

  /** Returns the description of the last function that begins at or before an address. */
  @Nullable Fde nearest(long vaddr) {
    long distance = vaddr - frames.vaddr();
    if (distance < -FARTHEST || distance >= FARTHEST) {
      return null;
    }
    int found = Arrays.binarySearch(keys, (distance << PLACE_BITS) | PLACE_MASK);
    int last = found >= 0 ? found : -found - 2;
    if (last < 0) {
      return null;
    }
    try {
      return frames.fdeAt(frames.vaddr() + (keys[last] & PLACE_MASK));
    } catch (MalformedElfException damaged) {
      return null;
    }
  }
}
