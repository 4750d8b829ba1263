package dev.reprise.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** The DNA of species which descend from each other, aligned, in PHYLIP format. */
final class GeneratedAlignment {
  private static final long SEED = 141_421;
  private static final String BASES = "ACGT";

  private GeneratedAlignment() {}

  /**
   * An alignment. Each species is a mutated copy of an earlier one, chosen at random.
   *
   * @param species at least 4
   * @param sites the length of each sequence
   */
  static String phylip(int species, int sites) {
    Random random = new Random(SEED);
    List<String> sequences = new ArrayList<>();
    StringBuilder text = new StringBuilder("%d %d\n".formatted(species, sites));
    for (int number = 0; number < species; number++) {
      String parent = number == 0 ? "" : sequences.get(random.nextInt(number));
      String sequence = descendant(random, parent, sites);
      sequences.add(sequence);
      text.append("species%03d ".formatted(number)).append(sequence).append('\n');
    }
    return text.toString();
  }

  /** One site in eight is drawn anew; without a parent, every site. */
  private static String descendant(Random random, String parent, int sites) {
    StringBuilder text = new StringBuilder(sites);
    for (int site = 0; site < sites; site++) {
      boolean kept = !parent.isEmpty() && random.nextInt(8) != 0;
      text.append(kept ? parent.charAt(site) : BASES.charAt(random.nextInt(BASES.length())));
    }
    return text.toString();
  }
}
