package dev.reprise.kernel.syscall;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whatever a guest passes, the printer writes a line of bounded length and does not throw. */
class SyscallPrinterFuzzTest {
  private static final int LONGEST = 40_000;
  private static final long[] EDGES = {
    0,
    1,
    2,
    3,
    8,
    16,
    128,
    -1,
    -2,
    -100,
    4096,
    Integer.MAX_VALUE,
    Integer.MIN_VALUE,
    Long.MAX_VALUE,
    Long.MIN_VALUE,
    0xffffffffL,
    0x7ffffffff000L
  };

  @Test
  void anyArgumentsAndAnyMemory() {
    long seed = Long.getLong("reprise.seed", 20_250_101L);
    Random random = new Random(seed);
    SyscallPrinter printer = new SyscallPrinter();
    for (SyscallRow row : SyscallTable.standard().rows()) {
      for (int round = 0; round < 100; round++) {
        long[] args = random.longs(6).map(value -> argument(random, value)).toArray();
        long result = argument(random, random.nextInt(300) - 40);
        long memorySeed = random.nextLong();
        String line = printer.line(row, args, result, (at, n) -> memory(memorySeed, at, n));
        assertThat(line.length()).as("seed " + seed + ", " + row.name()).isLessThan(LONGEST);
        assertThat(line).startsWith(row.name() + "(").contains(") = ");
        assertThat(line.chars()).as(line).allMatch(c -> c >= ' ' && c < 0x7f);
      }
    }
  }

  private static long argument(Random random, long value) {
    return switch (random.nextInt(4)) {
      case 0 -> EDGES[random.nextInt(EDGES.length)];
      case 1 -> value & 0xff;
      case 2 -> 0x10000 + (value & 0xfff8);
      default -> value;
    };
  }

  // Memory in which reads fail at times, and in which pointers point to more of the same.
  private static byte @Nullable [] memory(long seed, long address, int length) {
    assertThat(length).isBetween(1, 1 << 17);
    Random random = new Random(seed ^ address * 0x9e3779b97f4a7c15L);
    if (random.nextInt(8) == 0) {
      return null;
    }
    byte[] bytes = new byte[length];
    if (random.nextBoolean()) {
      random.nextBytes(bytes);
    } else {
      for (int i = 0; i < length; i++) {
        bytes[i] = (byte) (i % 8 < 2 ? random.nextInt(1, 256) : i % 8 == 2 ? 1 : 0);
      }
    }
    return bytes;
  }
}
