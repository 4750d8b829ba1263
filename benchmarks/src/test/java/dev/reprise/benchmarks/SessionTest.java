package dev.reprise.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A session with a shell script in the place of Reprise, which gets the words "run --" first. */
class SessionTest {
  @TempDir Path temporary;

  @Test
  void measuresEachToolAsOftenAsAsked() throws Exception {
    Row row =
        new Row(
            "row", "says hello", directory -> new Work(List.of("/bin/echo", "hello"), directory));

    SessionResult session = session("shift 2; exec \"$@\"", row, Duration.ofSeconds(20));

    RowResult result = session.rows().getFirst();
    assertThat(result.failed()).isFalse();
    assertThat(result.samples(Tool.NATIVE).orElseThrow().nanos()).hasSize(2);
    assertThat(result.samples(launcher()).orElseThrow().nanos()).hasSize(2);
    assertThat(session.startUps().of(Tool.NATIVE).orElseThrow().nanos()).hasSize(2);
    assertThat(session.startUps().of(launcher()).orElseThrow().nanos()).hasSize(2);
  }

  @Test
  void aRowWhoseProgramIsMissingIsSkippedWithTheWayToInstallIt() throws Exception {
    Row row =
        new Row(
            "row",
            "needs a program",
            directory -> new Work(HostPrograms.command("no-such-program"), directory));

    RowResult result = run("exit 0", row, Duration.ofSeconds(20));

    assertThat(result.failed()).isFalse();
    assertThat(result.skipped()).isTrue();
    assertThat(result.outcomes().get(launcher()))
        .isEqualTo(
            new Outcome.Skipped(
                "no-such-program is not installed (Debian: apt install no-such-program)"));
  }

  @Test
  void leftoversAreDeletedAndNotCompared() throws Exception {
    Row row =
        new Row(
            "row",
            "leaves a time",
            directory ->
                new Work(
                    List.of("/bin/sh", "-c", "[ ! -e left ] && echo native > left"),
                    directory,
                    List.of(),
                    List.of("left")));

    RowResult result = run("[ ! -e left ] && echo other > left", row, Duration.ofSeconds(20));

    assertThat(result.failed()).isFalse();
  }

  @Test
  void onlyTheNativeRunsAreConfinedToOneCore() throws Exception {
    Row row =
        new Row(
                "row",
                "counts its cores",
                directory -> new Work(List.of("/bin/sh", "-c", "nproc >&2"), directory))
            .with(Row.Trait.NATIVE_ON_ONE_CORE);

    RowResult result = run("echo 1 >&2", row, Duration.ofSeconds(20));

    assertThat(result.failed()).isFalse();
  }

  @Test
  void aRowIsNotRunUnderAToolItLeavesOut() {
    Row row = Results.row("row").with(Row.Trait.WITHOUT_STRACE);

    assertThat(row.runsUnder(Tool.STRACE)).isFalse();
    assertThat(row.runsUnder(Tool.NATIVE)).isTrue();
    assertThat(Results.row("row").runsUnder(Tool.STRACE)).isTrue();
  }

  @Test
  void otherOutputIsAFailure() throws Exception {
    assertThat(reason(run("echo hello!; echo made > file", "echo hello; echo made > file")))
        .isEqualTo("standard output differs from the native run's");
  }

  @Test
  void anotherFileIsAFailure() throws Exception {
    assertThat(reason(run("echo hello; echo mode > file", "echo hello; echo made > file")))
        .isEqualTo("file differs from the native run's");
  }

  @Test
  void aFileOfTheRunBeforeDoesNotCount() throws Exception {
    assertThat(reason(run("echo hello", "echo hello; echo made > file")))
        .isEqualTo("file differs from the native run's");
  }

  @Test
  void anExitStatusIsAFailureAndItsMessageIsShown() throws Exception {
    assertThat(reason(run("echo no such call >&2; exit 3", "echo hello")))
        .isEqualTo("exit status 3: no such call");
  }

  @Test
  void aRunWithoutEndIsAFailure() throws Exception {
    assertThat(reason(run("sleep 60", "echo hello", Duration.ofSeconds(1))))
        .isEqualTo("not finished after 1 s");
  }

  @Test
  void aRowThatFailsNativelyHasNoFigureAtAll() throws Exception {
    RowResult result = run("echo hello", "exit 9");

    assertThat(result.outcomes().get(Tool.NATIVE)).isEqualTo(new Outcome.Failed("exit status 9"));
    assertThat(reason(result)).isEqualTo("there is no native run to compare with");
  }

  @Test
  void aRowThatCannotBePreparedSaysWhy() throws Exception {
    Row row =
        new Row(
            "row",
            "needs a compiler",
            directory -> {
              throw new IOException("gcc is not installed");
            });
    assertThat(reason(run("exit 0", row, Duration.ofSeconds(20))))
        .isEqualTo("not prepared: gcc is not installed");
  }

  private RowResult run(String launcher, String work) throws Exception {
    return run(launcher, work, Duration.ofSeconds(20));
  }

  private RowResult run(String launcher, String work, Duration limit) throws Exception {
    Row row =
        new Row(
            "row",
            "a shell command",
            directory -> new Work(List.of("/bin/sh", "-c", work), directory, List.of("file")));
    return run(launcher, row, limit);
  }

  private Tool launcher() {
    return Tool.reprise("reprise", temporary.resolve("launcher"), List.of());
  }

  private RowResult run(String launcher, Row row, Duration limit) throws Exception {
    return session(launcher, row, limit).rows().getFirst();
  }

  private SessionResult session(String launcher, Row row, Duration limit) throws Exception {
    Path script = temporary.resolve("launcher");
    // This lets the launcher build, or measures its start-up; it is not the work.
    String build = "[ \"$*\" != 'run -- /bin/true' ] || exit 0\n";
    Files.writeString(script, "#!/bin/sh\n" + build + launcher + "\n");
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    Path scratch = Files.createDirectory(temporary.resolve("scratch"));
    Settings settings =
        new Settings(List.of(row), List.of(Tool.NATIVE, launcher()), 2, limit, false);
    PrintStream silent = new PrintStream(OutputStream.nullOutputStream());
    return new Session(settings, scratch, silent).run();
  }

  private String reason(RowResult result) {
    if (result.outcomes().get(launcher()) instanceof Outcome.Failed(String reason)) {
      return reason;
    }
    throw new AssertionError("Reprise did not fail: " + result.outcomes());
  }
}
