package dev.reprise.cli;

import dev.reprise.RunControl;
import java.util.List;
import sun.misc.Signal;

/**
 * What the user sends to this process while a program runs: the keys of the terminal, or kill(1).
 *
 * <p>The first signal is the program's, as if it had been started without Reprise. A second one
 * ends the run, but at a terminal ^C is the program's as often as it comes, for a shell lives with
 * that; only the second one which the program ignores ends the run.
 */
final class UserSignals {
  private static final List<String> ENDING = List.of("INT", "TERM", "HUP");

  private final RunControl control = new RunControl();
  private final boolean interactive;
  private int latest;
  private int count;

  /**
   * Takes over the signals of this process, for its remaining life.
   *
   * @param interactive whether the program has the terminal as its input
   */
  static UserSignals passOn(boolean interactive) {
    UserSignals signals = new UserSignals(interactive);
    ENDING.forEach(name -> Signal.handle(new Signal(name), signals::arrived));
    if (interactive) {
      Signal.handle(new Signal("WINCH"), signal -> signals.control.signal(signal.getNumber()));
    }
    return signals;
  }

  /** The same for work of which a signal is always the end. */
  static UserSignals end() {
    UserSignals signals = new UserSignals(false);
    signals.count = 1;
    ENDING.forEach(name -> Signal.handle(new Signal(name), signals::arrived));
    return signals;
  }

  private UserSignals(boolean interactive) {
    this.interactive = interactive;
  }

  private synchronized void arrived(Signal signal) {
    latest = signal.getNumber();
    boolean key = interactive && signal.getName().equals("INT");
    if (!key) {
      count++;
    }
    if (count > 1) {
      control.kill();
    } else {
      control.signal(latest);
    }
  }

  /** Hands over what arrives. */
  RunControl control() {
    return control;
  }

  /** The exit code which tells a shell that the user ended this process. */
  synchronized int exitCode() {
    return 128 + latest;
  }
}
