package dev.reprise.guesttests;

import dev.reprise.guesttests.GuestProgram.Variant;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;

/** Makes programs with random damage to their headers; odd seeds are of a static program. */
final class DamagedProgram {
  private static final int ELF_HEADER = 64;
  private static final int PROGRAM_HEADER = 56;
  private static final int COUNT_AT = 56;
  private static final long[] EDGES = {0, 1, -1, 0x1000, 0x7fffffffffffL, Long.MIN_VALUE, 0x40};

  private final byte[] dynamic = Files.readAllBytes(FuzzPrograms.compile("small", Variant.DYNAMIC));
  private final byte[] linked = Files.readAllBytes(FuzzPrograms.compile("small", Variant.STATIC));

  DamagedProgram() throws IOException, InterruptedException {}

  /** Writes the program of a seed. */
  void write(int seed, Path file) throws IOException {
    Files.write(file, damaged(seed % 2 == 0 ? dynamic : linked, new Random(seed)));
    file.toFile().setExecutable(true);
  }

  /** One to three changes: of a byte, a bit, a word, or the length of the file. */
  private static byte[] damaged(byte[] whole, Random random) {
    ByteBuffer bytes = ByteBuffer.wrap(whole.clone()).order(ByteOrder.LITTLE_ENDIAN);
    int length = whole.length;
    int headers = ELF_HEADER + PROGRAM_HEADER * bytes.getShort(COUNT_AT);
    for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
      int at = random.nextInt(random.nextBoolean() ? ELF_HEADER : headers);
      switch (random.nextInt(8)) {
        case 0, 1, 2 -> bytes.put(at, (byte) random.nextInt());
        case 3 -> bytes.put(at, (byte) (bytes.get(at) ^ 1 << random.nextInt(8)));
        case 4, 5 -> bytes.putLong(at & -8, EDGES[random.nextInt(EDGES.length)]);
        case 6 -> bytes.putShort(at & -2, (short) random.nextInt());
        default -> length = random.nextInt(4) == 0 ? random.nextInt(whole.length) : length;
      }
    }
    return Arrays.copyOf(bytes.array(), length);
  }
}
