package dev.reprise.benchmarks;

import java.util.List;

/**
 * The measured times of one tool in one row.
 *
 * @param nanos wall times in nanoseconds, in the order of the runs; at least one
 */
record Samples(List<Long> nanos) {
  Samples {
    if (nanos.isEmpty()) {
      throw new IllegalArgumentException("no samples");
    }
    nanos = List.copyOf(nanos);
  }

  /** The median in nanoseconds; of an even number of samples, the mean of the middle two. */
  double medianNanos() {
    List<Long> sorted = nanos.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2.0;
  }

  /** The shortest time in nanoseconds. */
  long minNanos() {
    return nanos.stream().mapToLong(Long::longValue).min().orElseThrow();
  }

  /** The longest time in nanoseconds. */
  long maxNanos() {
    return nanos.stream().mapToLong(Long::longValue).max().orElseThrow();
  }

  /** How many times longer than the base this took: median over median. */
  double ratioTo(Samples base) {
    return medianNanos() / base.medianNanos();
  }
}
