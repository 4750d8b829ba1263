package dev.reprise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.lang.ProcessBuilder.Redirect;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the surroundings of a run can lack: each is told in a line, and leaves nothing running. */
class FaultsTest {

  @Test
  void aFullOutputEndsTheRunInOneLine() throws Exception {
    Process process =
        CommandProcess.builder("run", "--", "sh", "-c", "echo text; sleep 1000000")
            .redirectOutput(new File("/dev/full"))
            .start();
    assertThat(process.errorReader().readAllAsString())
        .isEqualTo(
            "reprise: the run was given up: standard output cannot be written:"
                + " No space left on device\n");
    assertThat(CommandProcess.exitCode(process)).isEqualTo(125);
  }

  @Test
  void aLimitEndsARunWhoseOutputNobodyTakes() throws Exception {
    Process process = CommandProcess.builder("run", "--wall-timeout", "1s", "--", "yes").start();
    assertThat(process.errorReader().readAllAsString())
        .contains("the limit of real time was reached", "(yes), able to run", "#0 ");
    assertThat(CommandProcess.exitCode(process)).isEqualTo(124);
  }

  @Test
  void aSignalEndsARunWhoseOutputNobodyTakes() throws Exception {
    Process process = CommandProcess.builder("run", "--", "yes").start();
    // The pipe is full soon, and then the command waits; the signal may come before or after that.
    assertThat(process.getInputStream().read()).isEqualTo('y');
    Thread.sleep(300);
    CommandProcess.send("TERM", process);
    assertThat(CommandProcess.exitCode(process)).isEqualTo(143);
  }

  @Test
  void aLimitEndsARunWhoseInputNeverComes() throws Exception {
    Process process =
        CommandProcess.builder("run", "--wall-timeout", "1s", "--", "cat")
            .redirectInput(Redirect.PIPE)
            .start();
    assertThat(process.errorReader().readAllAsString())
        .contains("the limit of real time was reached", "(cat), able to run", "#0 ");
    assertThat(CommandProcess.exitCode(process)).isEqualTo(124);
  }

  @Test
  void aJavaHeapTooSmallIsToldWithItsRemedy() throws Exception {
    String mark = "reprise-heap-" + System.nanoTime();
    String fullPipes =
        "for (1 .. 400) { pipe(my $r, my $w); syswrite $w, 'x' x 65536; push @kept, $r, $w } # ";
    ProcessBuilder builder = CommandProcess.builder("run", "--", "perl", "-e", fullPipes + mark);
    builder.environment().put("JDK_JAVA_OPTIONS", "-Xmx10m");
    Process process = builder.start();
    List<String> lines = process.errorReader().readAllLines();
    assertThat(lines).filteredOn(line -> !line.startsWith("NOTE: ")).hasSize(1);
    assertThat(lines.getLast())
        .startsWith("reprise: the run was given up: Reprise has no memory left")
        .contains("JDK_JAVA_OPTIONS=-Xmx");
    assertThat(CommandProcess.exitCode(process)).isEqualTo(125);
    CommandProcess.awaitNobodyLeft(List.of(), mark);
  }

  /** As the host's killer does when a control group or the machine has no memory left. */
  @Test
  void aGuestKilledFromOutsideIsTold() throws Exception {
    String mark = "reprise-killed-" + System.nanoTime();
    Process process =
        CommandProcess.builder(
                "run", "--", "sh", "-c", "sh -c 'echo ready; while :; do :; done' " + mark)
            .start();
    assertThat(process.inputReader().readLine()).isEqualTo("ready");
    ProcessHandle guest =
        process
            .descendants()
            .filter(handle -> handle.info().commandLine().orElse("").contains("-c echo ready"))
            .findFirst()
            .orElseThrow();
    guest.destroyForcibly();
    assertThat(process.errorReader().readAllAsString())
        .matches(
            "reprise: the run was given up: .*thread .*was killed from outside of the run.*\n");
    assertThat(CommandProcess.exitCode(process)).isEqualTo(125);
    CommandProcess.awaitNobodyLeft(List.of(), mark);
  }
}
