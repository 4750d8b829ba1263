package dev.reprise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.Bytes;
import dev.reprise.ExitStatus;
import dev.reprise.Moment;
import dev.reprise.Outcome;
import dev.reprise.RunResult;
import dev.reprise.VerifyReport;
import dev.reprise.VerifyReport.Divergence;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class VerifyCommandTest {

  private static final Bytes NONE = new Bytes(new byte[0]);
  private static final RunResult RESULT =
      new RunResult(
          Outcome.EXITED,
          null,
          ExitStatus.exited(0),
          NONE,
          NONE,
          "",
          "abc",
          42,
          Duration.ofSeconds(1),
          List.of());

  private static String printed(VerifyReport report) {
    StringWriter text = new StringWriter();
    VerifyCommand.print(report, new PrintWriter(text));
    return text.toString();
  }

  @Test
  void equalRunsAreOneLine() {
    assertThat(printed(new VerifyReport(RESULT, 3, List.of(), null)))
        .isEqualTo("equal: 3 runs of 42 events, digest abc\n");
  }

  @Test
  void aDifferenceIsShownWithItsMomentInBothRuns() {
    Divergence divergence =
        new Divergence(
            new Moment("3f2a", 7), List.of("read(3) = 1", "  main"), List.of("read(3) = 2"));
    assertThat(printed(new VerifyReport(RESULT, 2, List.of("stdout differs"), divergence)))
        .isEqualTo(
            """
            different:
              stdout differs
            first difference at 3f2a@7, in the first run:
              read(3) = 1
                main
            in the run that differed:
              read(3) = 2
            """);
  }
}
