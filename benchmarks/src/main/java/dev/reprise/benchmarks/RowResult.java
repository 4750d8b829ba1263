package dev.reprise.benchmarks;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A measured row.
 *
 * @param row what was run
 * @param outcomes one for each tool of the session, in the order of the tools
 */
record RowResult(Row row, Map<Tool, Outcome> outcomes) {
  RowResult {
    outcomes = Collections.unmodifiableMap(new EnumMap<>(outcomes));
  }

  /** Whether some tool failed. */
  boolean failed() {
    return outcomes.values().stream().anyMatch(Outcome.Failed.class::isInstance);
  }

  /** The times of a tool, when it was asked for and did not fail. */
  Optional<Samples> samples(Tool tool) {
    return outcomes.get(tool) instanceof Outcome.Measured(Samples samples)
        ? Optional.of(samples)
        : Optional.empty();
  }

  /** How many times longer one tool took than another, when both have times. */
  OptionalDouble ratio(Tool tool, Tool base) {
    Optional<Samples> mine = samples(tool);
    Optional<Samples> theirs = samples(base);
    return mine.isPresent() && theirs.isPresent()
        ? OptionalDouble.of(mine.get().ratioTo(theirs.get()))
        : OptionalDouble.empty();
  }
}
