package dev.reprise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CliTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int execute(String... args) {
    return new Cli(new PrintWriter(out), new PrintWriter(err)).execute(args);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "run --bogus ls|unknown option '--bogus'|reprise run",
        "run --seed|missing required parameter for option '--seed' (N)|reprise run",
        "run --fs no ls|invalid value for option '--fs': 'no' is not one of workdir, overlay, direct"
            + "|reprise run",
        "run|the program to run is missing|reprise run",
        "run --cpus 0 ls|cpus is 1 to 1024, not 0|reprise run",
        "bogus|unknown command 'bogus'|reprise",
        "--bogus|unknown option '--bogus'|reprise",
        "syscalls nonsense|no system call matches 'nonsense'|reprise syscalls",
        "completion fish|there is completion for bash and zsh, not 'fish'|reprise completion",
      })
  void wrongUseIsOneLineAndAHint(String line, String message, String command) {
    assertThat(execute(line.split(" "))).isEqualTo(125);
    assertThat(err.toString().lines())
        .containsExactly("reprise: " + message, "Try '" + command + " --help'");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void withoutArgumentsItSaysHowToBegin() {
    assertThat(execute()).isEqualTo(125);
    assertThat(err.toString()).contains("reprise: a command is missing", "Try 'reprise --help'");
  }

  @Test
  void helpHasExamplesAndExitCodes() {
    assertThat(execute("--help")).isZero();
    assertThat(out.toString())
        .contains("Examples:", "reprise run -- date", "Exit codes:", "121", "122", "124", "125");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void helpOfACommandIsTheSameInBothForms() {
    assertThat(execute("run", "--help")).isZero();
    String first = out.toString();
    out.getBuffer().setLength(0);
    assertThat(execute("help", "run")).isZero();
    assertThat(out.toString()).isEqualTo(first).contains("--record-schedule");
  }

  @Test
  void versionIsPrinted() {
    assertThat(execute("--version")).isZero();
    assertThat(out.toString()).startsWith("reprise ");
  }

  @Test
  void systemCallsAreThoseOfTheTable() {
    assertThat(execute("syscalls", "clock_gettime")).isZero();
    assertThat(out.toString()).contains("228  clock_gettime").doesNotContain("openat");
  }

  @Test
  void systemCallsAreCounted() {
    assertThat(execute("syscalls", "--stats")).isZero();
    assertThat(out.toString()).contains("passed ", "emulated ", "ordered ", "refused ");
    out.getBuffer().setLength(0);
    assertThat(execute("help", "syscalls")).isZero();
    assertThat(out.toString()).contains("reprise syscalls --stats");
  }

  @Test
  void manualPageExplainsEveryOptionOfEveryCommand() {
    assertThat(execute("man")).isZero();
    String page = out.toString().replace("\\-", "-");
    Commands.all()
        .getSubcommands()
        .forEach(
            (name, line) -> {
              assertThat(page).contains(".SS \"reprise " + name + "\"");
              line.getCommandSpec()
                  .optionsMap()
                  .forEach(
                      (option, spec) ->
                          assertThat(page).contains(option).contains(spec.description()));
            });
  }

  @Test
  void completionIsAScriptThatBashAccepts() throws IOException, InterruptedException {
    assertThat(execute("completion", "bash")).isZero();
    assertThat(out.toString()).contains("--base-env", "minimal");
    Process bash = new ProcessBuilder("bash", "-n").redirectErrorStream(true).start();
    try (var stdin = bash.outputWriter()) {
      stdin.write(out.toString());
    }
    assertThat(bash.inputReader().readAllAsString()).isEmpty();
    assertThat(bash.waitFor()).isZero();
  }
}
