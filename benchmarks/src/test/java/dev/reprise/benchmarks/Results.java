package dev.reprise.benchmarks;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** Results to render, with round figures. */
final class Results {
  static final Tool REPRISE = Tool.reprise("reprise", Path.of("/reprise"), List.of());
  static final List<Tool> TOOLS = List.of(Tool.NATIVE, Tool.STRACE, REPRISE);

  private Results() {}

  static Row row(String name) {
    return new Row(name, "about " + name, directory -> new Work(List.of("/bin/true"), directory));
  }

  static Outcome millis(long... millis) {
    return new Outcome.Measured(samples(millis));
  }

  static Samples samples(long... millis) {
    return new Samples(Arrays.stream(millis).mapToObj(m -> m * 1_000_000).toList());
  }

  /** A result with an outcome for each of the first tools. */
  static RowResult result(Row row, Outcome... outcomes) {
    SequencedMap<Tool, Outcome> map = new LinkedHashMap<>();
    for (int i = 0; i < outcomes.length; i++) {
      map.put(TOOLS.get(i), outcomes[i]);
    }
    return new RowResult(row, map);
  }

  /** Starts of 2 ms natively, 5 ms under strace and 12 ms under Reprise. */
  static StartUps startUps() {
    SequencedMap<Tool, Samples> samples = new LinkedHashMap<>();
    samples.put(Tool.NATIVE, samples(2));
    samples.put(Tool.STRACE, samples(5));
    samples.put(REPRISE, samples(12));
    return new StartUps(samples);
  }

  /** One row with all figures, one in which Reprise failed, and one that was skipped. */
  static List<RowResult> rows() {
    Outcome skipped = new Outcome.Skipped("it is not installed");
    return List.of(
        result(
            row("good").wanted(Target.ratio(1.5, 1.0)),
            millis(10, 8, 12),
            millis(40, 30, 50),
            millis(25, 20, 1_500)),
        result(
            row("not-so-good").wanted(Target.ends(1.0)).with(Row.Trait.NATIVE_ON_ONE_CORE),
            millis(1_000),
            millis(2_500),
            new Outcome.Failed("exit status 3")),
        result(row("absent"), skipped, skipped, skipped));
  }

  static SessionResult session(List<RowResult> rows) {
    return new SessionResult(
        Instant.parse("2025-02-03T04:05:06Z"),
        "0.01 0.02 0.03",
        "1.01 1.02 1.03",
        startUps(),
        rows);
  }

  static MachineFacts machine() {
    SequencedMap<String, String> facts = new LinkedHashMap<>();
    facts.put("cpu", "A \"quick\" | one");
    return new MachineFacts(facts);
  }

  static Settings settings(List<Row> rows, List<Tool> tools, int runs) {
    return new Settings(rows, tools, runs, Duration.ofSeconds(20), false);
  }
}
