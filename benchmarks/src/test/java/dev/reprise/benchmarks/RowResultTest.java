package dev.reprise.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** How the start-up is subtracted, and how a figure is compared with its target. */
class RowResultTest {
  private static final StartUps NO_START_UPS = new StartUps(new LinkedHashMap<>());

  @Test
  void theToolsStartIsTakenOffAndTheProcessesOwnStays() {
    RowResult result =
        Results.result(
            Results.row("row"), Results.millis(10), Results.millis(33), Results.millis(50));

    // 50 ms less 12 - 2 ms of start-up, to 10 ms; the native start is part of both.
    assertThat(result.netRatio(Results.REPRISE, Results.startUps())).hasValue(4.0);
    assertThat(result.netRatio(Tool.STRACE, Results.startUps())).hasValue(3.0);
    assertThat(result.netRatio(Tool.NATIVE, Results.startUps())).hasValue(1.0);
  }

  @Test
  void whatIsNotKnownIsNotSubtracted() {
    RowResult result =
        Results.result(
            Results.row("row"), Results.millis(10), Results.millis(33), Results.millis(50));

    assertThat(result.netRatio(Results.REPRISE, NO_START_UPS)).isEmpty();
    assertThat(result.ratio(Results.REPRISE, Tool.NATIVE)).hasValue(5.0);
  }

  @Test
  void theRowOfTheStartUpKeepsIt() {
    Row row = Results.row("true").with(Row.Trait.START_UP).wanted(Target.millis(15, 5));
    RowResult result =
        Results.result(row, Results.millis(2), Results.millis(5), Results.millis(12));

    assertThat(result.netRatio(Results.REPRISE, Results.startUps())).isEmpty();
    assertThat(result.verdict(Results.REPRISE, Results.startUps())).contains(Target.Verdict.MUST);
  }

  @Test
  void aTargetIsComparedWithTheRatioWithoutStartUp() {
    assertThat(verdict(Target.ratio(5, 4.0))).contains(Target.Verdict.GOAL);
    assertThat(verdict(Target.ratio(4.0, 3))).contains(Target.Verdict.MUST);
    assertThat(verdict(Target.ratio(3.99, 3))).contains(Target.Verdict.NONE);
    assertThat(verdict(Target.ends(1))).contains(Target.Verdict.MUST);
  }

  @Test
  void aRowThatFailedReachesNothingAndASkippedOneIsNotJudged() {
    Row row = Results.row("row").wanted(Target.ends(1));
    Outcome failed = new Outcome.Failed("why");
    Outcome skipped = new Outcome.Skipped("why");

    assertThat(
            Results.result(row, Results.millis(1), Results.millis(1), failed)
                .verdict(Results.REPRISE, Results.startUps()))
        .contains(Target.Verdict.NONE);
    assertThat(
            Results.result(row, skipped, skipped, skipped)
                .verdict(Results.REPRISE, Results.startUps()))
        .isEmpty();
  }

  @Test
  void medianIsLessMedian() {
    LinkedHashMap<Tool, Samples> samples = new LinkedHashMap<>();
    samples.put(Tool.NATIVE, Results.samples(1, 2, 90));
    samples.put(Results.REPRISE, Results.samples(100, 7, 12));
    StartUps startUps = new StartUps(samples);

    assertThat(startUps.excessNanos(Results.REPRISE).getAsDouble()).isEqualTo(10e6, within(1e-3));
    assertThat(startUps.excessNanos(Tool.STRACE)).isEqualTo(OptionalDouble.empty());
  }

  private static Optional<Target.Verdict> verdict(Target target) {
    return Results.result(
            Results.row("row").wanted(target),
            Results.millis(10),
            Results.millis(33),
            Results.millis(50))
        .verdict(Results.REPRISE, Results.startUps());
  }
}
