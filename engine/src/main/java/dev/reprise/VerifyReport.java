package dev.reprise;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a verification found.
 *
 * @param first the result of the first run
 * @param runs how many runs were compared
 * @param differences what differed, in sentences; empty when all runs were equal
 * @param divergence the first event at which two runs differed, with both stacks, or null
 */
public record VerifyReport(
    RunResult first, int runs, List<String> differences, @Nullable Divergence divergence) {

  /** Takes a copy of the differences. */
  public VerifyReport {
    differences = List.copyOf(differences);
  }

  /** Whether all runs were equal. */
  public boolean isEqual() {
    return differences.isEmpty() && divergence == null;
  }

  /**
   * The first event that differed.
   *
   * @param moment its name, for --stop-at
   * @param first the event in the first run, decoded, and the guest's stack; one line each
   * @param second the same of the run that differed
   */
  public record Divergence(Moment moment, List<String> first, List<String> second) {
    /** Takes copies. */
    public Divergence {
      first = List.copyOf(first);
      second = List.copyOf(second);
    }
  }
}
