package dev.reprise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A run at a terminal, which script(1) gives it: keys, and the terminal's modes after its end. */
class TerminalTest {

  /**
   * Starts a shell at a terminal that runs the script under the command, and looks at the modes.
   *
   * <p>The terminal interrupts the shell as well, which is to live on whichever shell it is.
   */
  private static Process start(String options, String script) throws IOException {
    String command =
        CommandProcess.words("run").stream()
            .map(TerminalTest::quoted)
            .collect(Collectors.joining(" "));
    String shell =
        "trap : INT; before=$(stty -g); %s %s -- sh -c %s; code=$?;"
                .formatted(command, options, quoted(script))
            + " [ \"$before\" = \"$(stty -g)\" ] && echo restored $code";
    ProcessBuilder builder = new ProcessBuilder("script", "-qec", shell, "/dev/null");
    builder.environment().put("SHELL", "/bin/sh");
    return builder.redirectErrorStream(true).start();
  }

  private static String quoted(String word) {
    return "'" + word.replace("'", "'\\''") + "'";
  }

  private static void type(Process process, int... keys) throws IOException {
    for (int key : keys) {
      process.getOutputStream().write(key);
    }
    process.getOutputStream().flush();
  }

  private static void await(Process process, String text) throws IOException {
    InputStream in = process.getInputStream();
    byte[] latest = new byte[text.length()];
    while (!new String(latest, StandardCharsets.ISO_8859_1).equals(text)) {
      int next = in.read();
      assertThat(next).as("output before " + text).isNotNegative();
      latest = Arrays.copyOfRange(latest, 1, latest.length + 1);
      latest[latest.length - 1] = (byte) next;
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"kill -9 $$", "read x", "while :; do :; done", "sleep 2000000000000"})
  void itsModesAreRestoredHoweverTheRunEnds(String end) throws Exception {
    Process process = start("--wall-timeout 2s --timeout 1000000h", "stty raw -echo; " + end);
    await(process, "restored 1");
    process.destroy();
  }

  @Test
  void interruptEndsAProgramThatDoesNotHandleIt() throws Exception {
    Process process = start("", "echo ready; while :; do :; done");
    await(process, "ready");
    type(process, 3);
    await(process, "restored 130");
  }

  @Test
  void interruptIsAHandlersAsOftenAsItComes() throws Exception {
    Process process =
        start(
            "",
            "trap 'echo caught$((n+=1)); [ $n != 3 ] || exit 5' INT; echo ready; while :; do :; done");
    await(process, "ready");
    for (int i = 1; i <= 3; i++) {
      type(process, 3);
      await(process, "caught" + i);
    }
    await(process, "restored 5");
  }

  @Test
  void theSecondInterruptThatIsIgnoredEndsTheRun() throws Exception {
    Process process = start("--log trace", "trap '' INT; echo ready; while :; do :; done");
    // Not the word among the command's arguments.
    await(process, "ready\r");
    type(process, 3);
    // Two keys at once would be one signal to a process.
    await(process, "signal from outside");
    type(process, 3);
    await(process, "restored 130");
  }
}
