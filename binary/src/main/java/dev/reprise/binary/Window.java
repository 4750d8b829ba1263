package dev.reprise.binary;

import java.util.zip.CRC32;

/**
 * Whole instructions around a site which may be moved elsewhere together, with a jump left in their
 * place: nothing jumps between them, and none of them cares where it is.
 *
 * @param before how many bytes of the window lie before the site
 * @param length the window's length, from {@link #SMALLEST}, in bytes
 * @param checksum the {@link #checksum} of its bytes, for the code may have changed since
 */
public record Window(int before, int length, int checksum) {
  /** The length of a jump to anywhere within two gibibytes, in bytes. */
  public static final int SMALLEST = 5;

  /** Returns the CRC-32 of bytes. */
  public static int checksum(byte[] bytes, int offset, int length) {
    CRC32 checksum = new CRC32();
    checksum.update(bytes, offset, length);
    return (int) checksum.getValue();
  }
}
