package dev.reprise.benchmarks;

import java.util.Random;

/**
 * Lines of text to be sorted, and words to be compressed. {@link Random} is used because its
 * numbers are part of its specification: every JDK makes the same file.
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

  /**
   * So many bytes of words, of which the common ones are far more frequent than the rare, as in
   * written text; it compresses about as well.
   *
   * @param number tells apart texts of one length
   * @param bytes the length; the last word is cut there
   */
  static String words(int number, int bytes) {
    String[] vocabulary = vocabulary(new Random(SEED));
    Random random = new Random(SEED + 1 + number);
    StringBuilder text = new StringBuilder(bytes + 20);
    while (text.length() < bytes) {
      int rank = random.nextInt(1 + random.nextInt(vocabulary.length));
      text.append(vocabulary[rank]).append(random.nextInt(12) == 0 ? '\n' : ' ');
    }
    text.setLength(bytes);
    return text.toString();
  }

  private static String[] vocabulary(Random random) {
    String[] words = new String[10_000];
    for (int i = 0; i < words.length; i++) {
      words[i] = word(random, 2 + random.nextInt(9));
    }
    return words;
  }

  private static String word(Random random, int length) {
    StringBuilder text = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      text.append(ALPHABET.charAt(10 + random.nextInt(26)));
    }
    return text.toString();
  }
}
