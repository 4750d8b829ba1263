package dev.reprise.benchmarks;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SequencedMap;

/**
 * A measured row.
 *
 * @param row what was run
 * @param outcomes one for each tool which the row was run under, in the order of the session
 */
record RowResult(Row row, SequencedMap<Tool, Outcome> outcomes) {
  RowResult {
    outcomes = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(outcomes));
  }

  /** The same, for tools in the order in which a map gives them. */
  static RowResult of(Row row, Map<Tool, Outcome> outcomes) {
    return new RowResult(row, new LinkedHashMap<>(outcomes));
  }

  /** Whether some tool failed. */
  boolean failed() {
    return outcomes.values().stream().anyMatch(Outcome.Failed.class::isInstance);
  }

  /** Whether the row was not run at all. */
  boolean skipped() {
    return outcomes.values().stream().anyMatch(Outcome.Skipped.class::isInstance);
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

  /**
   * The ratio to native after the tool's own start-up has been taken off its median. Empty without
   * times, and for a row which is there to show the start-up. Where the work is shorter than the
   * spread of the start-up it says little, and may even be negative.
   */
  OptionalDouble netRatio(Tool tool, StartUps startUps) {
    Optional<Samples> mine = samples(tool);
    Optional<Samples> base = samples(Tool.NATIVE);
    OptionalDouble excess = startUps.excessNanos(tool);
    if (row.is(Row.Trait.START_UP) || mine.isEmpty() || base.isEmpty() || excess.isEmpty()) {
      return OptionalDouble.empty();
    }
    double net = mine.get().medianNanos() - excess.getAsDouble();
    return OptionalDouble.of(net / base.get().medianNanos());
  }

  /** How far a tool came to the row's target; empty when there is none, or the row was skipped. */
  Optional<Target.Verdict> verdict(Tool tool, StartUps startUps) {
    if (skipped()) {
      return Optional.empty();
    }
    return row.target()
        .map(
            target ->
                target.judge(
                    switch (target.unit()) {
                      case RATIO -> netRatio(tool, startUps);
                      case MILLIS -> millis(tool);
                    }));
  }

  private OptionalDouble millis(Tool tool) {
    return samples(tool)
        .map(times -> OptionalDouble.of(times.medianNanos() / 1e6))
        .orElse(OptionalDouble.empty());
  }
}
