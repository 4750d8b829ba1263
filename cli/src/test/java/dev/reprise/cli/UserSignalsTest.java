package dev.reprise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Signals to the command as a process of its own. */
class UserSignalsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** Starts a script under the command, and waits until it has said that it is ready. */
  private static Process start(String script) throws IOException {
    List<String> words =
        new ArrayList<>(
            List.of(
                // Whoever started these tests may ignore signals, as nohup(1) does: a JVM would
                // too.
                "env",
                "--default-signal",
                ProcessHandle.current().info().command().orElseThrow(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "run",
                "--",
                "sh",
                "-c",
                "echo ready; " + script));
    Process process =
        new ProcessBuilder(words).redirectErrorStream(true).redirectInput(Redirect.PIPE).start();
    BufferedReader output = process.inputReader();
    assertThat(output.readLine()).isEqualTo("ready");
    return process;
  }

  private static void send(String signal, Process process)
      throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start().waitFor();
  }

  private static int exitCode(Process process) throws InterruptedException {
    boolean ended = process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    process.destroyForcibly();
    assertThat(ended).isTrue();
    return process.exitValue();
  }

  @ParameterizedTest
  @CsvSource({"TERM, 143", "INT, 130"})
  void theFirstIsTheProgramsAndNothingIsSaid(String signal, int code) throws Exception {
    Process process = start("while :; do :; done");
    send(signal, process);
    assertThat(process.inputReader().readAllAsString()).isEmpty();
    assertThat(exitCode(process)).isEqualTo(code);
  }

  @Test
  void theProgramMayHandleIt() throws Exception {
    Process process = start("trap 'echo handled; exit 7' TERM; while :; do :; done");
    send("TERM", process);
    assertThat(process.inputReader().readAllAsString()).isEqualTo("handled\n");
    assertThat(exitCode(process)).isEqualTo(7);
  }

  @Test
  void theSecondEndsTheRun() throws Exception {
    Process process = start("trap '' TERM HUP; echo deaf; while :; do :; done");
    assertThat(process.inputReader().readLine()).isEqualTo("deaf");
    send("TERM", process);
    send("HUP", process);
    assertThat(process.inputReader().readAllAsString()).isEmpty();
    // The JVM hands on signals that come together in either order.
    assertThat(exitCode(process)).isIn(129, 143);
  }

  @Test
  void nothingOutlivesAKilledRun() throws Exception {
    String mark = "9" + ProcessHandle.current().pid() + "." + System.nanoTime() % 100_000;
    Process process = start("sleep " + mark + " & while :; do :; done");
    List<ProcessHandle> guests = process.descendants().toList();
    assertThat(guests).isNotEmpty();
    send("KILL", process);
    assertThat(exitCode(process)).isEqualTo(137);
    for (int i = 0; i < 100 && isAnyRunning(guests, mark); i++) {
      Thread.sleep(50);
    }
    assertThat(isAnyRunning(guests, mark)).isFalse();
  }

  private static boolean isAnyRunning(List<ProcessHandle> guests, String mark) {
    return guests.stream().anyMatch(guest -> isRunning(guest.pid()))
        || ProcessHandle.allProcesses()
            .map(handle -> handle.info().commandLine())
            .flatMap(Optional::stream)
            .anyMatch(line -> line.startsWith("sleep") && line.contains(mark));
  }

  /** A zombie counts as gone: whoever has inherited it will collect it. */
  private static boolean isRunning(long pid) {
    try {
      String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
      return stat.charAt(stat.lastIndexOf(')') + 2) != 'Z';
    } catch (IOException gone) {
      return false;
    }
  }
}
