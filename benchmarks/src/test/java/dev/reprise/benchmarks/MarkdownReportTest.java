package dev.reprise.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MarkdownReportTest {
  @Test
  void saysWhatRanWhenAndWhereWithATableForEachSession() {
    SessionResult session = Results.session(Results.rows().subList(0, 1));
    Settings settings = Results.settings(List.of(), Results.TOOLS, 3);

    String text =
        MarkdownReport.render(
            "benchmarks/run --runs 3", Results.machine(), settings, List.of(session, session));

    assertThat(text)
        .startsWith(
            """
                benchmarks/run --runs 3

            | Machine | |
            |---|---|
            | cpu | A "quick" \\| one |

            ### 2025-02-03 04:05 UTC

            | row | native ms | (min..max) | strace | (min..max) | strace net | reprise | (min..max) | reprise net | reprise/strace | must | goal | met |
            |---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|
            | good | 10.0 | (8.00..12.0) | 4.00 | (3.00..5.00) | 3.70 | 2.50 | (2.00..150) | 1.500 | 0.625 | 1.5 | 1.0 | must |

            - runs: 3 of each tool in each row, in turns; not pinned; load averages 0.01 0.02 0.03 before and 1.01 1.02 1.03 after
            """);
    assertThat(text.lines().filter(line -> line.startsWith("### "))).hasSize(2);
  }

  @Test
  void whatAProgramPrintedIsNoMarkup() {
    Outcome failed = new Outcome.Failed("<b> | *x*");
    SessionResult session = Results.session(List.of(Results.result(Results.row("bad"), failed)));

    assertThat(
            MarkdownReport.render(
                "benchmarks/run",
                Results.machine(),
                Results.settings(List.of(), List.of(Tool.NATIVE), 1),
                List.of(session)))
        .contains("- FAILED bad, native: \\<b\\> \\| \\*x\\*\n");
  }
}
