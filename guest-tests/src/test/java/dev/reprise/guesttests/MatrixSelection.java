package dev.reprise.guesttests;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Optional;

/**
 * Which rows of a matrix are run, and how often.
 *
 * @param text {@code quick}, {@code all}, or what the name of a row contains
 * @param runs the number of runs of each row
 */
record MatrixSelection(String text, int runs) {

  /** As the system properties {@code reprise.NAME} and {@code reprise.NAME.runs} say. */
  static MatrixSelection of(String name) {
    String text = System.getProperty("reprise." + name, "quick");
    int runs = Integer.getInteger("reprise." + name + ".runs", text.equals("quick") ? 3 : 20);
    return new MatrixSelection(text, runs);
  }

  /** Whether a row, which belongs to the quick ones or not, is run. */
  boolean contains(boolean quick, String name) {
    return switch (text) {
      case "quick" -> quick;
      case "all" -> true;
      default -> name.contains(text);
    };
  }

  /** Skips a row that cannot run here, with the reason in the output. */
  static void skipIf(Optional<String> obstacle, String name) {
    obstacle.ifPresent(reason -> System.out.println(name + ": skipped, " + reason));
    assumeTrue(obstacle.isEmpty(), () -> obstacle.orElse(""));
  }
}
