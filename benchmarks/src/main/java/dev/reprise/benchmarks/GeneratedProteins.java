package dev.reprise.benchmarks;

import java.util.Random;

/** A family of related proteins, and a database of random ones in which some of it are hidden. */
final class GeneratedProteins {
  private static final long SEED = 577_215;
  private static final String AMINO_ACIDS = "ACDEFGHIKLMNPQRSTVWY";
  private static final int DOMAIN_LENGTH = 180;
  private static final int FAMILY_SIZE = 40;
  private static final int LINE_LENGTH = 60;

  private GeneratedProteins() {}

  /** The family, already aligned: all of one length, in Stockholm format. */
  static String alignment() {
    Random random = new Random(SEED);
    String ancestor = residues(random, DOMAIN_LENGTH);
    StringBuilder text = new StringBuilder("# STOCKHOLM 1.0\n#=GF ID family\n\n");
    for (int member = 0; member < FAMILY_SIZE; member++) {
      text.append("member%02d  ".formatted(member)).append(mutated(random, ancestor)).append('\n');
    }
    return text.append("//\n").toString();
  }

  /**
   * So many sequences in FASTA format, every fiftieth of which has a member of the family in it.
   */
  static String database(int sequences) {
    String ancestor = residues(new Random(SEED), DOMAIN_LENGTH);
    Random random = new Random(SEED + 1);
    StringBuilder text = new StringBuilder();
    for (int number = 0; number < sequences; number++) {
      String sequence = residues(random, 100 + random.nextInt(400));
      if (number % 50 == 0) {
        sequence += mutated(random, ancestor) + residues(random, random.nextInt(100));
      }
      text.append(">protein").append(number).append('\n');
      for (int start = 0; start < sequence.length(); start += LINE_LENGTH) {
        int end = Math.min(sequence.length(), start + LINE_LENGTH);
        text.append(sequence, start, end).append('\n');
      }
    }
    return text.toString();
  }

  private static String residues(Random random, int length) {
    StringBuilder text = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      text.append(AMINO_ACIDS.charAt(random.nextInt(AMINO_ACIDS.length())));
    }
    return text.toString();
  }

  /** A relative which differs in three of ten places. */
  private static String mutated(Random random, String ancestor) {
    StringBuilder text = new StringBuilder(ancestor);
    for (int i = 0; i < ancestor.length(); i++) {
      if (random.nextInt(10) < 3) {
        text.setCharAt(i, AMINO_ACIDS.charAt(random.nextInt(AMINO_ACIDS.length())));
      }
    }
    return text.toString();
  }
}
