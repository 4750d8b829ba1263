package dev.reprise.binary;

/**
 * One section header.
 *
 * <p>The numbers are as the file gives them, unchecked: a damaged file can hold any value.
 *
 * @param name the section's name; empty when the file's name table is damaged
 * @param type the kind of section, such as {@link #SYMBOL_TABLE}
 * @param flags properties, such as {@link #EXECUTABLE}
 * @param vaddr the link-time address, or 0 when the section is not loaded
 * @param offset where the section begins in the file, in bytes
 * @param size bytes in the file, except that {@link #NO_BITS} takes none
 * @param link the index of a section that belongs to this one, such as the strings of symbols
 */
public record Section(
    String name, int type, long flags, long vaddr, long offset, long size, int link) {
  /** The flag of a section with instructions. */
  public static final long EXECUTABLE = 4;

  /** The type of a section with all symbols. */
  public static final int SYMBOL_TABLE = 2;

  /** The type of a section that takes no bytes of the file. */
  public static final int NO_BITS = 8;

  /** The type of a section with the symbols that the dynamic linker needs. */
  public static final int DYNAMIC_SYMBOLS = 11;

  /** Returns whether the section holds instructions. */
  public boolean isExecutable() {
    return (flags & EXECUTABLE) != 0;
  }

  /** Returns whether a byte of the file belongs to this section. */
  public boolean holdsOffset(long fileOffset) {
    return type != NO_BITS && Long.compareUnsigned(fileOffset - offset, size) < 0;
  }
}
