package dev.reprise.guesttests;

import java.util.List;

/**
 * What came out of one command of a matrix.
 *
 * @param name what the row is called
 * @param version what the program says of its version, in one line
 * @param runs how many runs under Reprise were made
 * @param equal how many of them, the first included, are equal to the first
 * @param events the number of events in the first run
 * @param nativeMillis how long the native run took, without load, in milliseconds
 * @param millis the median of the runs under Reprise, in milliseconds
 * @param failures what differed, from the native run or from the first, in the order of the runs
 */
record MatrixRow(
    String name,
    String version,
    int runs,
    int equal,
    long events,
    long nativeMillis,
    long millis,
    List<String> failures) {

  /** Fails with the first difference when there was one. */
  void demandEqual() {
    if (!failures.isEmpty()) {
      throw new AssertionError(equal + " of " + runs + " runs are equal. " + failures.getFirst());
    }
    System.out.println(name + ": " + runs + " equal runs, " + millis + " ms a run");
  }
}
