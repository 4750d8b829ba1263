package dev.reprise.benchmarks;

/** What one tool made of one row. */
sealed interface Outcome {
  /** Every run gave the right output; these are the times. */
  record Measured(Samples samples) implements Outcome {}

  /** Some run did not; no figure is shown for it, because it would be that of another work. */
  record Failed(String reason) implements Outcome {}

  /** The row was not run, because a program which it needs is not installed. */
  record Skipped(String reason) implements Outcome {}
}
