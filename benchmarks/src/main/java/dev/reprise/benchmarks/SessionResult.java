package dev.reprise.benchmarks;

import java.time.Instant;
import java.util.List;

/**
 * What one session found.
 *
 * @param started when it began
 * @param loadBefore the load averages of 1, 5 and 15 minutes when it began
 * @param loadAfter the same at its end, when they hold the load of the session itself
 * @param startUps what the tools' own starts took
 * @param rows in the order of the table
 */
record SessionResult(
    Instant started, String loadBefore, String loadAfter, StartUps startUps, List<RowResult> rows) {
  SessionResult {
    rows = List.copyOf(rows);
  }

  /** Whether some row failed. */
  boolean failed() {
    return rows.stream().anyMatch(RowResult::failed);
  }
}
