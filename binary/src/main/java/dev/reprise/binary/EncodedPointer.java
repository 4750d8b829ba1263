package dev.reprise.binary;

/**
 * Reads pointers as the unwind tables store them, after the Linux Standard Base, "DWARF
 * Extensions".
 */
final class EncodedPointer {
  /** The encoding which says that the pointer is left out. */
  static final int OMITTED = 0xff;

  /** Pairs of signed 4-byte distances from the table's start: the one kind that can be searched. */
  static final int SEARCHABLE = 0x3b;

  private static final int RELATIVE_TO_ITSELF = 0x10;
  private static final int RELATIVE_TO_DATA = 0x30;
  private static final int RELATION = 0x70;
  private static final int FORMAT = 0x0f;

  private EncodedPointer() {}

  /**
   * Reads a pointer as a link-time address. An indirect pointer is not followed.
   *
   * @param dataBase what a data-relative pointer is relative to: the start of .eh_frame_hdr
   */
  static long read(Cursor cursor, Region region, int encoding, long dataBase)
      throws MalformedElfException {
    long self = region.addressOf(cursor);
    long value = readNumber(cursor, encoding);
    return switch (encoding & RELATION) {
      case 0 -> value;
      case RELATIVE_TO_ITSELF -> self + value;
      case RELATIVE_TO_DATA -> dataBase + value;
      default -> throw MalformedElfException.damaged("pointer encoding " + encoding);
    };
  }

  /** Reads a number in the format of an encoding, relative to nothing: the length of a range. */
  static long readNumber(Cursor cursor, int encoding) throws MalformedElfException {
    return switch (encoding & FORMAT) {
      case 0x0, 0x4, 0xc -> cursor.s64();
      case 0x1 -> cursor.uleb128();
      case 0x2 -> cursor.u16();
      case 0x3 -> cursor.u32();
      case 0x9 -> cursor.sleb128();
      case 0xa -> cursor.s16();
      case 0xb -> cursor.s32();
      default -> throw MalformedElfException.damaged("pointer encoding " + encoding);
    };
  }
}
