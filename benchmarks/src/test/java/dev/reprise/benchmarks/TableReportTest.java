package dev.reprise.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TableReportTest {
  @Test
  void showsRatiosSpreadsAndTheReasonOfAFailure() {
    assertThat(TableReport.render(List.of(Tool.values()), Results.goodAndBad()))
        .isEqualTo(
            """
            row          native ms    (min..max)  strace    (min..max)  reprise   (min..max)  reprise/strace
            good              10.0  (8.00..12.0)    4.00  (3.00..5.00)     2.00  (1.00..150)            0.50
            not-so-good       1000  (1000..1000)    2.50  (2.50..2.50)   FAILED                            -

            FAILED not-so-good, reprise: exit status 3
            """);
  }

  @Test
  void leavesOutWhatWasNotMeasured() {
    List<RowResult> results =
        List.of(
            new RowResult(
                Results.row("one"),
                Map.of(Tool.NATIVE, Results.millis(2), Tool.STRACE, Results.millis(5))));
    assertThat(TableReport.render(List.of(Tool.NATIVE, Tool.STRACE), results))
        .isEqualTo(
            """
            row  native ms    (min..max)  strace    (min..max)
            one       2.00  (2.00..2.00)    2.50  (2.50..2.50)
            """);
  }

  @Test
  void withoutANativeTimeThereIsNoRatio() {
    List<RowResult> results =
        List.of(
            new RowResult(
                Results.row("one"),
                Map.of(
                    Tool.NATIVE,
                    new Outcome.Failed("exit status 1"),
                    Tool.STRACE,
                    Results.millis(5))));
    assertThat(TableReport.render(List.of(Tool.NATIVE, Tool.STRACE), results).lines().skip(1))
        .first()
        .asString()
        .matches("one +FAILED +-");
  }
}
