package dev.reprise.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reprise.Bytes;
import dev.reprise.Change;
import dev.reprise.ExitStatus;
import dev.reprise.Outcome;
import dev.reprise.RepriseException;
import dev.reprise.RunResult;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReportTest {

  private static RunResult result(Outcome outcome, @Nullable String message, ExitStatus status) {
    Bytes none = new Bytes(new byte[0]);
    List<Change> changes = List.of(new Change(Change.Kind.ADDED, "/w/\"new\""));
    return new RunResult(
        outcome, message, status, none, none, "3f2a", "abc", 42, Duration.ofMillis(1500), changes);
  }

  private static Report report(Outcome outcome, @Nullable String message, ExitStatus status) {
    return new Report(result(outcome, message, status), Duration.ofNanos(7));
  }

  @ParameterizedTest
  @CsvSource({
    "EXITED,0,0",
    "EXITED,0x0300,3",
    "EXITED,0x7f00,127",
    "SIGNALED,11,139",
    "SIGNALED,0x86,134",
    "DEADLOCK,9,121",
    "REFUSED,9,122",
    "TIMEOUT,9,124",
    "STOPPED,9,0",
  })
  void exitCodes(Outcome outcome, String waitStatus, int code) {
    ExitStatus status = new ExitStatus(Integer.decode(waitStatus));
    assertThat(ExitCodes.of(result(outcome, null, status))).isEqualTo(code);
  }

  @Test
  void summaryShowsTheRealWaitStatus() {
    StringWriter text = new StringWriter();
    report(Outcome.SIGNALED, null, new ExitStatus(0x8b)).printSummary(new PrintWriter(text));
    assertThat(text.toString())
        .contains("killed by signal 11 (core dumped)", "0x008b", "42", "abc", "1.500000000 s");
  }

  @Test
  void everyLineOfAMessageIsMarkedAsOurs() {
    StringWriter text = new StringWriter();
    report(Outcome.DEADLOCK, "deadlock\n  thread 1 waits", ExitStatus.signaled(9))
        .printEnd(new PrintWriter(text));
    assertThat(text.toString().lines())
        .containsExactly("reprise: deadlock", "reprise:   thread 1 waits");
  }

  @Test
  void jsonHoldsTheSame(@TempDir Path folder) throws IOException, RepriseException {
    Path file = folder.resolve("summary.json");
    report(Outcome.SIGNALED, null, ExitStatus.signaled(15)).writeJson(file);
    assertThat(Files.readString(file))
        .isEqualTo(
            """
            {"outcome":"signaled","exitCode":143,"waitStatus":15,"signal":15,"events":42,"run":"3f2a",\
            "digest":"abc","virtualTimeNanos":1500000000,"wallTimeNanos":7,\
            "changes":[{"kind":"added","path":"/w/\\"new\\""}]}
            """);
  }

  @Test
  void unwritableSummaryIsNamed(@TempDir Path folder) {
    Report report = report(Outcome.EXITED, null, ExitStatus.exited(0));
    assertThatThrownBy(() -> report.writeJson(folder))
        .isInstanceOf(RepriseException.class)
        .hasMessageContaining("cannot write the summary to " + folder);
  }
}
