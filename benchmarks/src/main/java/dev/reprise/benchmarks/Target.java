package dev.reprise.benchmarks;

import java.util.OptionalDouble;

/**
 * What a row is wanted to cost under Reprise. A figure that is no larger reaches it.
 *
 * @param unit what the two bounds are bounds of
 * @param must what the row has to reach; infinite when it only has to end
 * @param goal what it is hoped to reach
 */
record Target(Unit unit, double must, double goal) {

  /** What is compared. */
  enum Unit {
    /** The ratio to native without the tool's own start-up. */
    RATIO,
    /** The wall time in milliseconds, with everything in it. */
    MILLIS
  }

  /** How far a row came. */
  enum Verdict {
    GOAL("goal"),
    MUST("must"),
    NONE("no");

    private final String text;

    Verdict(String text) {
      this.text = text;
    }

    @Override
    public String toString() {
      return text;
    }
  }

  /** Bounds of the ratio to native. */
  static Target ratio(double must, double goal) {
    return new Target(Unit.RATIO, must, goal);
  }

  /** Bounds of the wall time. */
  static Target millis(double must, double goal) {
    return new Target(Unit.MILLIS, must, goal);
  }

  /** For a row which other tracers never end: to end is enough, and the goal is a ratio. */
  static Target ends(double goal) {
    return new Target(Unit.RATIO, Double.POSITIVE_INFINITY, goal);
  }

  /** What a figure reaches; without a figure, since the runs failed, nothing is reached. */
  Verdict judge(OptionalDouble figure) {
    if (figure.isEmpty() || figure.getAsDouble() > must) {
      return Verdict.NONE;
    }
    return figure.getAsDouble() > goal ? Verdict.MUST : Verdict.GOAL;
  }

  /** The bound {@code must} as the tables show it. */
  String mustText() {
    return Double.isInfinite(must) ? "ends" : text(must);
  }

  /** The bound {@code goal} as the tables show it. */
  String goalText() {
    return text(goal);
  }

  private String text(double bound) {
    return unit == Unit.MILLIS ? Math.round(bound) + " ms" : Double.toString(bound);
  }
}
