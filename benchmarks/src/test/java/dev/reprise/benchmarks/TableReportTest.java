package dev.reprise.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;

class TableReportTest {
  @Test
  void showsRatiosWithAndWithoutStartUpTargetsAndReasons() {
    assertThat(render(Results.TOOLS, Results.rows()))
        .isEqualTo(
            """
            row          native ms    (min..max)   strace    (min..max)  strace net  reprise   (min..max)  reprise net  reprise/strace  must  goal   met
            good              10.0  (8.00..12.0)     4.00  (3.00..5.00)        3.70     2.50  (2.00..150)        1.500           0.625   1.5   1.0  must
            not-so-good       1000  (1000..1000)     2.50  (2.50..2.50)        2.50   FAILED                         -               -  ends   1.0    no
            absent         skipped                skipped                         -  skipped                         -               -     -     -     -

            runs: 3 of each tool in each row, in turns; not pinned; load averages 0.01 0.02 0.03 before and 1.01 1.02 1.03 after
            net: the ratio after the tool's own start-up has been subtracted, which is the median of /bin/true under it less the native one: native 2.0 ms, strace 5.0 ms, reprise 12.0 ms
            native runs on one core in: not-so-good
            reprise reaches what it must in 1 of 2 rows with a target, and the goal in 0; not in not-so-good
            FAILED not-so-good, reprise: exit status 3
            skipped absent: it is not installed
            """);
  }

  @Test
  void leavesOutWhatWasNotMeasured() {
    List<RowResult> results =
        List.of(Results.result(Results.row("one"), Results.millis(2), Results.millis(5)));
    assertThat(render(List.of(Tool.NATIVE, Tool.STRACE), results))
        .startsWith(
            """
            row  native ms    (min..max)  strace    (min..max)  strace net
            one       2.00  (2.00..2.00)    2.50  (2.50..2.50)       1.000

            """);
  }

  @Test
  void withoutANativeTimeThereIsNoRatio() {
    List<RowResult> results =
        List.of(
            Results.result(
                Results.row("one"), new Outcome.Failed("exit status 1"), Results.millis(5)));
    assertThat(render(List.of(Tool.NATIVE, Tool.STRACE), results).lines().skip(1))
        .first()
        .asString()
        .matches("one +FAILED +- +-");
  }

  @Test
  void variantsHaveColumnsAndVerdictsOfTheirOwn() {
    Tool fast = Tool.reprise("fast", Path.of("/reprise"), List.of("--fast"));
    SequencedMap<Tool, Outcome> outcomes = new LinkedHashMap<>();
    outcomes.put(Tool.NATIVE, Results.millis(1_000));
    outcomes.put(Results.REPRISE, Results.millis(4_000));
    outcomes.put(fast, Results.millis(900));
    Row row = Results.row("start").wanted(Target.millis(1_000, 500));

    String table =
        render(List.of(Tool.NATIVE, Results.REPRISE, fast), List.of(new RowResult(row, outcomes)));

    assertThat(table)
        .startsWith(
            """
            row    native ms    (min..max)  reprise    (min..max)  reprise net   fast      (min..max)  fast net     must    goal  reprise met  fast met
            start       1000  (1000..1000)     4.00  (4.00..4.00)         3.99  0.900  (0.900..0.900)         -  1000 ms  500 ms           no      must
            """);
  }

  private static String render(List<Tool> tools, List<RowResult> results) {
    return TableReport.render(Results.settings(List.of(), tools, 3), Results.session(results));
  }
}
