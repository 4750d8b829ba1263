package dev.reprise.binary;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the section headers, which may be missing or damaged in a program that runs all the same.
 */
final class SectionTable {
  /** The index which says that the true one stands in the first section header. */
  private static final int EXTENDED_INDEX = 0xffff;

  /** Where a section header has the section's place, its size and a related section's index. */
  private static final int OFFSET = 24;

  private static final int FILE_SIZE = 32;
  private static final int LINK = 40;

  private static final int MAXIMUM_NAME = 1024;
  private static final int MAXIMUM_COUNT = 1 << 16;

  private SectionTable() {}

  static List<Section> read(ElfFile file, ElfHeader header) {
    try {
      return header.sectionHeaderOffset() == 0 ? List.of() : parse(file, header);
    } catch (MalformedElfException absent) {
      // The kernel does not read section headers, so a damaged table is as good as a missing one.
      return List.of();
    }
  }

  private static List<Section> parse(ElfFile file, ElfHeader header) throws MalformedElfException {
    ByteBuffer first = file.bytes(header.sectionHeaderOffset(), ElfHeader.SECTION_HEADER_SIZE);
    long count =
        header.sectionHeaderCount() == 0 ? first.getLong(FILE_SIZE) : header.sectionHeaderCount();
    int names =
        header.sectionNameIndex() == EXTENDED_INDEX
            ? first.getInt(LINK)
            : header.sectionNameIndex();
    if (count < 0 || count > MAXIMUM_COUNT) {
      throw MalformedElfException.damaged(count + " section headers");
    }
    ByteBuffer table =
        file.bytes(header.sectionHeaderOffset(), count * ElfHeader.SECTION_HEADER_SIZE);
    ByteBuffer nameBytes = file.bytes(0, 0);
    if (names >= 0 && names < count) {
      int at = names * ElfHeader.SECTION_HEADER_SIZE;
      nameBytes = file.bytes(table.getLong(at + OFFSET), table.getLong(at + FILE_SIZE));
    }
    List<Section> result = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      result.add(readOne(table, i, nameBytes));
    }
    return List.copyOf(result);
  }

  private static Section readOne(ByteBuffer table, int index, ByteBuffer names) {
    int at = index * ElfHeader.SECTION_HEADER_SIZE;
    return new Section(
        nameAt(names, table.getInt(at)),
        table.getInt(at + 4),
        table.getLong(at + 8),
        table.getLong(at + 16),
        table.getLong(at + OFFSET),
        table.getLong(at + FILE_SIZE),
        table.getInt(at + LINK));
  }

  private static String nameAt(ByteBuffer names, int offset) {
    try {
      return new Cursor(names, offset, names.limit()).string(MAXIMUM_NAME);
    } catch (MalformedElfException nameless) {
      return "";
    }
  }
}
