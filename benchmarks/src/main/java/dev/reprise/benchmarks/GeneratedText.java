package dev.reprise.benchmarks;

import java.util.Random;

/**
 * Lines of text to be sorted. {@link Random} is used because its numbers are part of its
 * specification: every JDK makes the same file.
 */
final class GeneratedText {
  private static final long SEED = 20_250_101;

  /** Digits and lower-case letters: their order is the same in every locale's byte order. */
  private static final String ALPHABET = "0123456789abcdefghijklmnopqrstuvwxyz";

  private GeneratedText() {}

  /** The given number of lines of 4 to 19 characters, in no order. */
  static String lines(int count) {
    Random random = new Random(SEED);
    StringBuilder text = new StringBuilder(count * 13);
    for (int line = 0; line < count; line++) {
      int length = 4 + random.nextInt(16);
      for (int i = 0; i < length; i++) {
        text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
      }
      text.append('\n');
    }
    return text.toString();
  }
}
