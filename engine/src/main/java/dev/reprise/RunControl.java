package dev.reprise;

import org.jspecify.annotations.Nullable;

/**
 * The way to reach a run while it is under way, or several one after the other, from any thread.
 *
 * <p>What comes this way is an input of the run whose moment the host decides: it is the one thing
 * besides a limit of real time that makes two runs differ.
 */
public final class RunControl {
  private static final int SIGKILL = 9;

  /** A run, as far as it can be reached. */
  @FunctionalInterface
  public interface Target {
    /** Passes on a signal; SIGKILL ends the run. */
    void signal(int signal);
  }

  private @Nullable Target target;
  private int early;

  /** A control of runs which have not started yet. */
  public RunControl() {}

  /**
   * Sends a signal to the group of the run's first process, or, when the run has a terminal, to the
   * group in its foreground; the guest sees it between two of its events. The second SIGINT which
   * that whole group ignores ends the run.
   *
   * @param signal 1 to 64; SIGKILL ends the run
   */
  public synchronized void signal(int signal) {
    if (signal < 1 || signal > 64) {
      throw new IllegalArgumentException("signals are 1 to 64, not " + signal);
    }
    if (target != null) {
      target.signal(signal);
    } else {
      early = signal;
    }
  }

  /** Ends the run at once, as far as it is up to Reprise. */
  public void kill() {
    signal(SIGKILL);
  }

  /** Connects a run, which gets what was sent before. For the engine. */
  public synchronized void attach(Target run) {
    target = run;
    if (early != 0) {
      run.signal(early);
      early = 0;
    }
  }

  /** The run has ended; what is sent from now on is for the next. For the engine. */
  public synchronized void detach() {
    target = null;
  }
}
