package dev.reprise.binary;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Finds the note by which linkers identify their output.
 *
 * <p>A note is three numbers (the size of its name, the size of its content, its type), the name
 * and the content, each padded.
 */
final class BuildId {
  private static final int GNU_NAME = 0x00554e47;
  private static final int GNU_BUILD_ID = 3;
  private static final int NOTE_HEADER_SIZE = 12;

  /** Bytes of notes; a larger segment than this is not that of a linker. */
  private static final int MAXIMUM_NOTES = 1 << 20;

  private BuildId() {}

  static Optional<String> of(ElfFile file) throws MalformedElfException {
    for (Segment segment : file.segments()) {
      if (segment.type() == Segment.NOTE && segment.fileSize() <= MAXIMUM_NOTES) {
        int alignment = segment.alignment() == 8 ? 8 : 4;
        Optional<String> found = search(file.bytes(segment), alignment);
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<String> search(ByteBuffer notes, int alignment)
      throws MalformedElfException {
    Cursor cursor = new Cursor(notes);
    while (cursor.remaining() >= NOTE_HEADER_SIZE) {
      long nameSize = cursor.u32();
      long contentSize = cursor.u32();
      int type = cursor.s32();
      int nameAt = cursor.position();
      skipPadded(cursor, nameSize, alignment);
      int contentAt = cursor.position();
      skipPadded(cursor, contentSize, alignment);
      if (type == GNU_BUILD_ID && nameSize == 4 && notes.getInt(nameAt) == GNU_NAME) {
        byte[] id = new byte[(int) contentSize];
        notes.get(contentAt, id);
        return Optional.of(HexFormat.of().formatHex(id));
      }
    }
    return Optional.empty();
  }

  /** Skips bytes and their padding, which the last note of a segment may lack. */
  private static void skipPadded(Cursor cursor, long size, int alignment)
      throws MalformedElfException {
    cursor.skip(size);
    int padding = -cursor.position() & (alignment - 1);
    cursor.skip(Math.min(cursor.remaining(), padding));
  }
}
