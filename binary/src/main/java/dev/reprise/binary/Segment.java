package dev.reprise.binary;

/**
 * One program header.
 *
 * <p>The numbers are as the file gives them, unchecked: a damaged file can hold any value.
 *
 * @param type the kind of segment, such as {@link #LOAD}
 * @param flags the bits {@link #EXECUTE}, {@link #WRITE} and {@link #READ}
 * @param offset where the segment begins in the file, in bytes
 * @param vaddr where the segment begins in memory, before the load bias is added
 * @param fileSize bytes taken from the file
 * @param memorySize bytes in memory; those past {@code fileSize} are zero
 * @param alignment a power of two; 0 and 1 mean none
 */
public record Segment(
    int type, int flags, long offset, long vaddr, long fileSize, long memorySize, long alignment) {

  /** The type of a segment that is mapped into memory. */
  public static final int LOAD = 1;

  /** The type of the segment with the dynamic linker's tables. */
  public static final int DYNAMIC = 2;

  /** The type of the segment that names the dynamic linker. */
  public static final int INTERPRETER = 3;

  /** The type of a segment with notes, such as the build-id. */
  public static final int NOTE = 4;

  /** The type of the segment with the search table of the unwind information. */
  public static final int EH_FRAME_HEADER = 0x6474e550;

  /** The flag of a segment whose bytes can be executed. */
  public static final int EXECUTE = 1;

  /** The flag of a segment whose bytes can be written. */
  public static final int WRITE = 2;

  /** The flag of a segment whose bytes can be read. */
  public static final int READ = 4;

  /** Returns whether the segment is mapped into memory. */
  public boolean isLoad() {
    return type == LOAD;
  }

  /** Returns whether the segment is mapped into memory for execution. */
  public boolean isExecutable() {
    return isLoad() && (flags & EXECUTE) != 0;
  }

  /** Returns whether the byte at a link-time address comes from this segment's part of the file. */
  public boolean holdsAddress(long address) {
    return Long.compareUnsigned(address - vaddr, fileSize) < 0;
  }

  /** Returns whether a byte of the file belongs to this segment. */
  public boolean holdsOffset(long fileOffset) {
    return Long.compareUnsigned(fileOffset - offset, fileSize) < 0;
  }
}
