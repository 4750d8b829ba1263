package dev.reprise.binary;

import java.util.Random;

/** Gives random tests their seed: a fixed one, or that of {@code -Dreprise.seed=NUMBER}. */
final class FuzzSeed {
  private FuzzSeed() {}

  /** A generator whose seed is printed, so that a failure can be repeated. */
  static Random random() {
    long seed = Long.getLong("reprise.seed", 20_260_101);
    System.out.println("-Dreprise.seed=" + seed);
    return new Random(seed);
  }
}
