package dev.reprise.kernel.signal;

import dev.reprise.kernel.Bytes;
import java.util.Arrays;

/**
 * The floating point and vector registers in a signal frame: the uncompacted format of XSAVE with
 * the kernel's words in its reserved bytes.
 *
 * <p>A frame has the same size and the same words on every machine. The virtual CPU has the legacy
 * state and AVX, whose place is the same on all processors; more is saved only for a program that
 * uses more although the virtual CPU does not offer it, since losing it would be worse.
 */
final class ExtendedState {
  /** Bytes of a frame that are kept for it, whatever the machine: AVX-512 and the last word fit. */
  static final int RESERVED = 2752;

  private static final int SOFTWARE_WORDS = 464;
  private static final int HEADER = 512;
  private static final int LEGACY_SIZE = 576;
  private static final int AVX_SIZE = 832;
  private static final int MAX_SIZE = 2696;
  private static final int MXCSR_MASK = 28;

  private static final long LEGACY = 3;
  private static final long AVX = 4;
  private static final long AVX_512 = 0xe0;

  private static final int MAGIC_1 = 0x46505853;
  private static final int MAGIC_2 = 0x46505845;

  /**
   * What the virtual CPU's MXCSR may have: all bits up to denormals-are-zero, and flush-to-zero.
   */
  private static final int VIRTUAL_MXCSR_MASK = 0xffff;

  private ExtendedState() {}

  /** The bytes for the frame from what the host tells of the thread. */
  static byte[] image(byte[] host) {
    boolean wide = host.length > AVX_SIZE && (Bytes.getLong(host, HEADER) & AVX_512) != 0;
    int virtualSize = host.length >= AVX_SIZE ? AVX_SIZE : LEGACY_SIZE;
    int size = wide ? Math.min(host.length, MAX_SIZE) : virtualSize;
    long features = host.length >= AVX_SIZE ? LEGACY | AVX : LEGACY;
    if (wide) {
      features |= AVX_512;
    }
    byte[] image = Arrays.copyOf(Arrays.copyOf(host, size), size + 4);
    Bytes.putInt(image, MXCSR_MASK, VIRTUAL_MXCSR_MASK);
    Arrays.fill(image, SOFTWARE_WORDS, LEGACY_SIZE, (byte) 0);
    Bytes.putInt(image, SOFTWARE_WORDS, MAGIC_1);
    Bytes.putInt(image, SOFTWARE_WORDS + 4, size + 4);
    Bytes.putLong(image, SOFTWARE_WORDS + 8, features);
    Bytes.putInt(image, SOFTWARE_WORDS + 16, size);
    Bytes.putLong(image, HEADER, features);
    Bytes.putInt(image, size, MAGIC_2);
    return image;
  }
}
