package dev.reprise.kernel.cpu;

import java.nio.charset.StandardCharsets;

/**
 * What cpuid answers: an Intel Westmere, as far as a program can use it.
 *
 * <p>It is the youngest processor without XSAVE, and so without any register state beyond SSE which
 * hosts would save differently; every younger host has all its instructions. Leaf 2 describes the
 * caches by itself: a libc would otherwise ask leaf 4 some hundred times at each start.
 *
 * <p>Meaning of the fields: Intel's Software Developer's Manual, volume 2, CPUID.
 */
public final class CpuidModel {
  public static final String VENDOR = "GenuineIntel";
  public static final String BRAND = "Reprise Virtual CPU";
  public static final int FAMILY = 6;
  public static final int MODEL = 44;
  public static final int STEPPING = 2;

  /** The highest leaf of the basic range, "cpuid level" in /proc/cpuinfo. */
  public static final int MAXIMUM_LEAF = 0xb;

  /** Physical address bits. */
  public static final int PHYSICAL_BITS = 40;

  /** Linear address bits. */
  public static final int LINEAR_BITS = 48;

  /** Leaf 1, EDX, which is also the auxiliary vector's AT_HWCAP: all up to SSE2, and HTT. */
  public static final int FEATURES_EDX = 0x1f8b_fbff;

  /** Leaf 1, ECX: SSE3, PCLMULQDQ, SSSE3, CMPXCHG16B, SSE4.1, SSE4.2, POPCNT and AES. */
  public static final int FEATURES_ECX = 0x0298_2203;

  private static final int SIGNATURE =
      MODEL >> 4 << 16 | FAMILY << 8 | (MODEL & 15) << 4 | STEPPING;

  /** The first leaf of the extended range. */
  static final int EXTENDED = 0x8000_0000;

  /** The highest leaf of the extended range. */
  static final int EXTENDED_MAXIMUM = 0x8000_0008;

  /** LAHF and SAHF in long mode. */
  private static final int EXTENDED_ECX = 1;

  /** SYSCALL, NX, 1 GiB pages, RDTSCP, long mode. */
  private static final int EXTENDED_EDX = 0x2c10_0800;

  private static final int INVARIANT_TSC = 1 << 8;

  private final int cpus;

  /** Bits of a number for each CPU: the topology is told in powers of two. */
  private final int cpuBits;

  /**
   * A processor whose cores have no second thread.
   *
   * @param cpus the number of cores, from 1
   */
  public CpuidModel(int cpus) {
    this.cpus = cpus;
    this.cpuBits = 32 - Integer.numberOfLeadingZeros(cpus - 1);
  }

  /**
   * The answer for any value of EAX and ECX.
   *
   * @param leaf EAX
   * @param subleaf ECX, which matters only to leafs 4 and 11
   */
  public CpuidResult answer(int leaf, int subleaf) {
    if (leaf < 0 && Integer.compareUnsigned(leaf, EXTENDED_MAXIMUM) <= 0) {
      return extended(leaf);
    }
    if (leaf < 0 || leaf > MAXIMUM_LEAF) {
      // As Intel's processors do: whatever they do not have is answered as the highest basic leaf.
      return topology(subleaf);
    }
    return switch (leaf) {
      case 0 -> new CpuidResult(MAXIMUM_LEAF, word(VENDOR, 0), word(VENDOR, 8), word(VENDOR, 4));
      case 1 -> features();
      // Translation buffers; caches of 32 + 32 KiB (2c, 09), 256 KiB (21) and 8 MiB (e4).
      case 2 -> new CpuidResult(0x5503_5a01, 0x00f0_b2e4, 0, 0x09ca_212c);
      case 4 -> cache(subleaf);
      case MAXIMUM_LEAF -> topology(subleaf);
      default -> CpuidResult.ZERO;
    };
  }

  /**
   * How many values of ECX, from 0, have answers of their own: 0 for leafs which do not look at it.
   * Leaf 4 is zero for all further values; leaf 11 then only repeats their lowest byte.
   */
  static int subleafs(int leaf) {
    return switch (leaf) {
      case 4 -> 4;
      case MAXIMUM_LEAF -> 2;
      default -> 0;
    };
  }

  private CpuidResult features() {
    int cacheLineOctets = 64 / 8;
    int ids = Math.min(1 << cpuBits, 255);
    return new CpuidResult(SIGNATURE, ids << 16 | cacheLineOctets << 8, FEATURES_ECX, FEATURES_EDX);
  }

  private CpuidResult cache(int index) {
    return switch (index) {
      case 0 -> cache(1, 1, 8, 64, 0);
      case 1 -> cache(2, 1, 4, 128, 0);
      case 2 -> cache(3, 2, 8, 512, 0);
      case 3 -> cache(3, 3, 16, 8192, cpuBits);
      default -> CpuidResult.ZERO;
    };
  }

  /** A cache with lines of 64 bytes; type 1 is for data, 2 for instructions and 3 for both. */
  private CpuidResult cache(int type, int level, int ways, int sets, int sharedByBits) {
    int selfInitializing = 1 << 8;
    int cores = Math.min(1 << cpuBits, 64);
    int sharing = (1 << sharedByBits) - 1;
    int inclusive = level == 3 ? 2 : 0;
    return new CpuidResult(
        (cores - 1) << 26 | sharing << 14 | selfInitializing | level << 5 | type,
        (ways - 1) << 22 | (64 - 1),
        sets - 1,
        inclusive);
  }

  /** The level of threads and the level of cores; the guest only ever sees the first CPU. */
  private CpuidResult topology(int level) {
    return switch (level) {
      case 0 -> new CpuidResult(0, 1, 1 << 8, 0);
      case 1 -> new CpuidResult(cpuBits, cpus, 2 << 8 | 1, 0);
      default -> new CpuidResult(0, 0, level & 0xff, 0);
    };
  }

  private static CpuidResult extended(int leaf) {
    return switch (leaf - EXTENDED) {
      case 0 -> new CpuidResult(EXTENDED_MAXIMUM, 0, 0, 0);
      case 1 -> new CpuidResult(0, 0, EXTENDED_ECX, EXTENDED_EDX);
      case 2 -> brand(0);
      case 3 -> brand(16);
      case 4 -> brand(32);
      // 256 KiB, eight ways, lines of 64 bytes.
      case 6 -> new CpuidResult(0, 0, 256 << 16 | 6 << 12 | 64, 0);
      case 7 -> new CpuidResult(0, 0, 0, INVARIANT_TSC);
      case 8 -> new CpuidResult(LINEAR_BITS << 8 | PHYSICAL_BITS, 0, 0, 0);
      default -> CpuidResult.ZERO;
    };
  }

  private static CpuidResult brand(int from) {
    return new CpuidResult(
        word(BRAND, from), word(BRAND, from + 4), word(BRAND, from + 8), word(BRAND, from + 12));
  }

  /** Four characters as a little-endian number; behind the end there are zeros. */
  private static int word(String text, int from) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    int word = 0;
    for (int i = 0; i < 4 && from + i < bytes.length; i++) {
      word |= bytes[from + i] << 8 * i;
    }
    return word;
  }
}
