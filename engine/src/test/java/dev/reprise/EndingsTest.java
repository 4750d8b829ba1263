package dev.reprise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How runs end, when the guest does not simply exit. */
class EndingsTest {
  private static final String ENDLESS = "while :; do :; done";

  @Test
  void aLimitOfVirtualTimeIsReachedAtOnce() throws RepriseException {
    RunResult result = Guests.run(c -> c.timeout(Duration.ofSeconds(10)), "sleep", "3600");
    assertThat(result.outcome()).isEqualTo(Outcome.TIMEOUT);
    assertThat(result.message()).contains("virtual time", "sleep", "#0 ");
  }

  @Test
  void aLimitOfRealTimeEndsAProgramThatMakesNoCalls() throws RepriseException {
    RunResult result = Guests.run(c -> c.wallTimeout(Duration.ofMillis(300)), "sh", "-c", ENDLESS);
    assertThat(result.outcome()).isEqualTo(Outcome.TIMEOUT);
    assertThat(result.message()).contains("real time", "(sh), able to run", "#0 ");
  }

  @Test
  void aDeadlockIsReportedWithItsMomentAndWhoWaitsForWhat() throws RepriseException {
    RunResult result = Guests.shell("mkfifo /tmp/f; (cat /tmp/f); :");
    assertThat(result.outcome()).isEqualTo(Outcome.DEADLOCK);
    assertThat(result.message())
        .contains(
            "deadlock",
            new Moment(result.run(), result.events()).toString(),
            "(sh) waits for",
            "(cat) waits for",
            "#0 ");
  }

  @Test
  void whatIsRefusedIsNamed() throws RepriseException {
    // fcntl(0, F_SETFL, O_ASYNC)
    RunResult result = Guests.run(c -> c, "perl", "-e", "syscall(72, 0, 4, 0x2000)");
    assertThat(result.outcome()).isEqualTo(Outcome.REFUSED);
    assertThat(result.message()).contains("O_ASYNC");
  }

  @Test
  void aCallThatNoKernelHasIsAnErrorOfTheGuest() throws RepriseException {
    RunResult result =
        Guests.run(
            c -> c,
            "perl",
            "-e",
            "for (999, 0x40000000 + 39, -1) { syscall($_); print $! + 0, ' ' }");
    assertThat(result.stdout().text()).isEqualTo("38 38 38 ");
  }

  @Test
  void whatCannotBeAllowedNamesWhatToUse() {
    assertThatThrownBy(() -> Guests.run(c -> c.allow(new TreeSet<>(List.of("clone3"))), "true"))
        .hasMessageContaining("--allow clone3: this call cannot be let through")
        .hasMessageContaining("use clone");
  }

  @Test
  void whatIsAllowedIsLetThrough() throws RepriseException {
    RunResult result =
        Guests.run(
            c -> c.allow(new TreeSet<>(List.of("syscall-999"))),
            "perl",
            "-e",
            "print syscall(999)");
    assertThat(result.stdout().text()).isEqualTo("-1");
  }

  @Test
  void aRunStopsAtAMomentUnderBothOfItsNames() throws RepriseException {
    RunResult plain = Guests.run(c -> c.stopAt(10), "true");
    assertThat(plain.outcome()).isEqualTo(Outcome.STOPPED);
    assertThat(plain.events()).isEqualTo(10);
    Moment full = new Moment(plain.run(), 10);
    assertThat(plain.message()).contains(full.toString(), "#0 ");
    RunResult named = Guests.run(c -> c.stopAt(Moment.parse(full.toString())), "true");
    assertThat(named.message()).isEqualTo(plain.message());
  }

  @Test
  void aMomentOfAnotherRunIsAnError() {
    assertThatThrownBy(() -> Guests.run(c -> c.stopAt(Moment.parse("0123abcd@5")), "true"))
        .isInstanceOf(RepriseException.class)
        .hasMessageContaining("0123abcd@5 is a moment of a run of another command");
  }

  @ParameterizedTest
  @CsvSource({"2, SIGNALED, 130", "15, SIGNALED, 143"})
  void anUnhandledSignalOfTheUserEndsTheGuest(int signal, Outcome outcome, int code)
      throws RepriseException {
    RunControl control = new RunControl();
    control.signal(signal);
    RunResult result = Reprise.run(Guests.command(c -> c, "sh", "-c", ENDLESS), control);
    assertThat(result.outcome()).isEqualTo(outcome);
    assertThat(result.exitStatus().shellCode()).isEqualTo(code);
  }

  @Test
  void aHandledSignalIsTheGuests() throws Exception {
    RunControl control = new RunControl();
    Command command =
        Guests.command(c -> c, "sh", "-c", "trap 'echo handled; exit 7' TERM; " + ENDLESS);
    Thread user = sender(() -> control.signal(15), 700);
    RunResult result = Reprise.run(command, control);
    user.join();
    assertThat(result.stdout().text()).isEqualTo("handled\n");
    assertThat(result.exitStatus().exitCode()).isEqualTo(7);
  }

  @Test
  void aRunCanBeEnded() throws Exception {
    RunControl control = new RunControl();
    Thread user = sender(control::kill, 500);
    RunResult result =
        Reprise.run(Guests.command(c -> c, "sh", "-c", "trap '' TERM; " + ENDLESS), control);
    user.join();
    assertThat(result.outcome()).isEqualTo(Outcome.INTERRUPTED);
    assertThat(result.message()).isNull();
  }

  private static Thread sender(Runnable action, long delayMillis) {
    return Thread.ofPlatform()
        .start(
            () -> {
              try {
                Thread.sleep(delayMillis);
                action.run();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
  }
}
