package dev.reprise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Signals to the command as a process of its own. */
class UserSignalsTest {
  /** Starts a script under the command, and waits until it has said that it is ready. */
  private static Process start(String script) throws IOException {
    Process process =
        CommandProcess.builder("run", "--", "sh", "-c", "echo ready; " + script)
            .redirectErrorStream(true)
            .redirectInput(Redirect.PIPE)
            .start();
    BufferedReader output = process.inputReader();
    assertThat(output.readLine()).isEqualTo("ready");
    return process;
  }

  @ParameterizedTest
  @CsvSource({"TERM, 143", "INT, 130"})
  void theFirstIsTheProgramsAndNothingIsSaid(String signal, int code) throws Exception {
    Process process = start("while :; do :; done");
    CommandProcess.send(signal, process);
    assertThat(process.inputReader().readAllAsString()).isEmpty();
    assertThat(CommandProcess.exitCode(process)).isEqualTo(code);
  }

  @Test
  void theProgramMayHandleIt() throws Exception {
    Process process = start("trap 'echo handled; exit 7' TERM; echo armed; while :; do :; done");
    assertThat(process.inputReader().readLine()).isEqualTo("armed");
    CommandProcess.send("TERM", process);
    assertThat(process.inputReader().readAllAsString()).isEqualTo("handled\n");
    assertThat(CommandProcess.exitCode(process)).isEqualTo(7);
  }

  @Test
  void theSecondEndsTheRun() throws Exception {
    Process process = start("trap '' TERM HUP; echo deaf; while :; do :; done");
    assertThat(process.inputReader().readLine()).isEqualTo("deaf");
    CommandProcess.send("TERM", process);
    CommandProcess.send("HUP", process);
    assertThat(process.inputReader().readAllAsString()).isEmpty();
    // The JVM hands on signals that come together in either order.
    assertThat(CommandProcess.exitCode(process)).isIn(129, 143);
  }

  @Test
  void nothingOutlivesAKilledRun() throws Exception {
    String mark = "9" + ProcessHandle.current().pid() + "." + System.nanoTime() % 100_000;
    Process process = start("sleep " + mark + " & while :; do :; done");
    List<ProcessHandle> guests = process.descendants().toList();
    assertThat(guests).isNotEmpty();
    CommandProcess.send("KILL", process);
    assertThat(CommandProcess.exitCode(process)).isEqualTo(137);
    CommandProcess.awaitNobodyLeft(guests, mark);
  }
}
