package dev.reprise.binary;

import java.util.Arrays;
import java.util.function.LongConsumer;

/**
 * Where jumps of a file may lead that cross the borders of functions.
 *
 * <p>Compilers split functions in two that jump into each other; such jumps are long, and whatever
 * looks like one, anywhere in the code, counts as one.
 */
final class JumpTargets {
  private static final int CHUNK = 1 << 16;

  /** The longest of those jumps has an opcode of two bytes and a distance of four. */
  private static final int JUMP_BYTES = 6;

  private JumpTargets() {}

  /** Tells the link-time addresses of all targets, in no order. */
  static void forEach(ElfFile file, LongConsumer target) throws MalformedElfException {
    for (Segment segment : file.segments()) {
      if (segment.isExecutable()) {
        forEach(file, segment, target);
      }
    }
  }

  private static void forEach(ElfFile file, Segment segment, LongConsumer target)
      throws MalformedElfException {
    byte[] chunk = new byte[CHUNK + JUMP_BYTES];
    for (long at = 0; at < segment.fileSize(); at += CHUNK) {
      int size = (int) Math.min(chunk.length, segment.fileSize() - at);
      file.read(segment.offset() + at, chunk, size);
      Arrays.fill(chunk, size, chunk.length, (byte) 0);
      long base = segment.vaddr() + at;
      for (int i = 0; i < CHUNK; i++) {
        int opcode = chunk[i] & 0xff;
        if ((opcode | 1) == 0xe9) {
          target.accept(base + i + 5 + FunctionCode.intAt(chunk, i + 1));
        } else if (opcode == 0x0f && (chunk[i + 1] & 0xf0) == 0x80) {
          target.accept(base + i + 6 + FunctionCode.intAt(chunk, i + 2));
        }
      }
    }
  }
}
