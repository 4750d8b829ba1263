package dev.reprise.kernel.random;

/**
 * A seeded generator of random bytes (SplitMix64, by Steele, Lea and Flood, 2014).
 *
 * <p>Not for secrets: a run's random numbers are a function of its seed, by design.
 */
public final class RandomSource {
  private static final long GAMMA = 0x9E3779B97F4A7C15L;
  private long state;

  /** A generator with this seed. */
  public RandomSource(long seed) {
    state = seed;
  }

  /** The next 64 bits. */
  public long nextLong() {
    state += GAMMA;
    return mix(state);
  }

  /** A number from 0 to {@code bound - 1}. */
  public int nextInt(int bound) {
    return (int) Long.remainderUnsigned(nextLong(), bound);
  }

  /** The next {@code length} bytes. */
  public byte[] nextBytes(int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i += 8) {
      long word = nextLong();
      for (int j = i; j < Math.min(i + 8, length); j++) {
        bytes[j] = (byte) word;
        word >>>= 8;
      }
    }
    return bytes;
  }

  /** An independent generator, named by a number: that of a thread, of a device. */
  public static RandomSource derive(long seed, long name) {
    return new RandomSource(mix(seed + GAMMA * mix(name + GAMMA)));
  }

  private static long mix(long value) {
    long z = value;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
