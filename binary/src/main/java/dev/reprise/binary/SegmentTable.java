package dev.reprise.binary;

import java.util.ArrayList;
import java.util.List;

/** Reads the program headers. */
final class SegmentTable {
  /** The kernel refuses more bytes of program headers than this. */
  private static final int MAXIMUM_SIZE = 1 << 16;

  private SegmentTable() {}

  static List<Segment> read(ElfFile file, ElfHeader header) throws MalformedElfException {
    int count = header.programHeaderCount();
    int size = count * ElfHeader.PROGRAM_HEADER_SIZE;
    if (size > MAXIMUM_SIZE) {
      throw MalformedElfException.damaged(count + " program headers");
    }
    // Without program headers their offset may be anything.
    Cursor cursor = new Cursor(file.bytes(count == 0 ? 0 : header.programHeaderOffset(), size));
    List<Segment> result = new ArrayList<>(count);
    while (cursor.hasRemaining()) {
      result.add(readOne(cursor));
    }
    return List.copyOf(result);
  }

  private static Segment readOne(Cursor cursor) throws MalformedElfException {
    int type = cursor.s32();
    int flags = cursor.s32();
    long offset = cursor.s64();
    long vaddr = cursor.s64();
    // A physical address, which has no meaning here.
    cursor.skip(Long.BYTES);
    long fileSize = cursor.s64();
    long memorySize = cursor.s64();
    return new Segment(type, flags, offset, vaddr, fileSize, memorySize, cursor.s64());
  }
}
