package dev.reprise.benchmarks;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Results to render, with round figures. */
final class Results {
  private Results() {}

  static Row row(String name) {
    return new Row(name, "about " + name, directory -> new Work(List.of("/bin/true"), directory));
  }

  static Outcome millis(long... millis) {
    return new Outcome.Measured(
        new Samples(Arrays.stream(millis).mapToObj(m -> m * 1_000_000).toList()));
  }

  /** One row with all figures and one in which Reprise failed. */
  static List<RowResult> goodAndBad() {
    return List.of(
        new RowResult(
            row("good"),
            Map.of(
                Tool.NATIVE, millis(10, 8, 12),
                Tool.STRACE, millis(40, 30, 50),
                Tool.REPRISE, millis(20, 10, 1_500))),
        new RowResult(
            row("not-so-good"),
            Map.of(
                Tool.NATIVE, millis(1_000),
                Tool.STRACE, millis(2_500),
                Tool.REPRISE, new Outcome.Failed("exit status 3"))));
  }

  static Settings settings(List<Row> rows, List<Tool> tools, int runs, Path reprise) {
    return new Settings(rows, tools, runs, Duration.ofSeconds(20), false, reprise);
  }
}
