package dev.reprise;

/**
 * One thing that the host offers, or does not.
 *
 * @param verdict what it means for runs
 * @param feature what was looked at, in a few words
 * @param found what was found
 * @param consequence what follows for the user, a sentence; empty when nothing does
 */
public record Finding(Verdict verdict, String feature, String found, String consequence) {

  /** What a finding means for runs. */
  public enum Verdict {
    /** As good as can be. */
    OK,
    /** Runs work, with the consequence that is named. */
    LIMITED,
    /** Runs are impossible, or some of their options are, until it is mended. */
    MISSING
  }
}
