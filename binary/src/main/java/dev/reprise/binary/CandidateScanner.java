package dev.reprise.binary;

import java.util.Arrays;

/**
 * Finds bytes that would be one of the wanted instructions if an instruction began there.
 *
 * <p>Most are not: the same bytes occur within other instructions and in tables.
 */
final class CandidateScanner {
  private static final int CHUNK = 1 << 16;

  /** Opcode and ModRM: a candidate must lie in one chunk with both. */
  private static final int OVERLAP = 2;

  /** A hundred times what the largest programs have; a hostile one must not fill the heap. */
  private static final int MAXIMUM = 1 << 18;

  private int[] found = new int[64];
  private int count;

  /**
   * Returns the indexes of all candidates' first opcode bytes in a segment, in ascending order.
   *
   * <p>The size of the segment must be an int.
   *
   * @throws MalformedElfException when the segment cannot be read or has too many candidates
   */
  static int[] scan(ElfFile file, Segment segment) throws MalformedElfException {
    CandidateScanner scanner = new CandidateScanner();
    byte[] chunk = new byte[CHUNK + OVERLAP];
    int total = Math.toIntExact(segment.fileSize());
    for (int at = 0; at < total; at += CHUNK) {
      int size = Math.min(chunk.length, total - at);
      file.read(segment.offset() + at, chunk, size);
      Arrays.fill(chunk, size, chunk.length, (byte) 0);
      scanner.scanChunk(chunk, Math.min(CHUNK, total - at), at);
    }
    return Arrays.copyOf(scanner.found, scanner.count);
  }

  private void scanChunk(byte[] chunk, int size, int base) throws MalformedElfException {
    for (int i = 0; i < size; i++) {
      byte value = chunk[i];
      if (value == 0x0f) {
        if (isTwoByteCandidate(chunk[i + 1] & 0xff, chunk[i + 2] & 0xff)) {
          add(base + i);
        }
      } else if (value == (byte) 0xc7 && chunk[i + 1] == (byte) 0xf8) {
        add(base + i);
      } else if (value == (byte) 0xf3 && chunk[i + 1] == (byte) 0x90) {
        // Pause is the one whose first byte is a prefix.
        add(base + i + 1);
      }
    }
  }

  private static boolean isTwoByteCandidate(int opcode, int modrm) {
    return switch (opcode) {
      case 0xa2, 0x31 -> true;
      case 0x01 -> modrm == 0xf9 || modrm == 0xd0;
      case 0xc7 -> modrm >= 0xf0;
      default -> false;
    };
  }

  private void add(int index) throws MalformedElfException {
    if (count == MAXIMUM) {
      throw MalformedElfException.damaged("more than " + MAXIMUM + " instructions like cpuid");
    }
    if (count == found.length) {
      found = Arrays.copyOf(found, count * 2);
    }
    found[count++] = index;
  }
}
