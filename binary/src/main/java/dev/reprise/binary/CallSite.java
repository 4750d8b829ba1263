package dev.reprise.binary;

/**
 * An instruction {@code syscall} before which a jump can be put, so that the instruction itself and
 * all behind it stay as they are.
 *
 * @param fileOffset where the instruction begins in the file, in bytes
 * @param before how many bytes of whole instructions before it can be moved elsewhere, from 2 on
 * @param checksum the {@link Window#checksum} of those bytes
 * @param hop where in the file padding is that can hold a jump to anywhere, if {@code before} is
 *     too small for one; else -1
 */
public record CallSite(long fileOffset, int before, int checksum, long hop) {
  /** The length of a jump to near by, in bytes. */
  public static final int SHORT_JUMP = 2;
}
