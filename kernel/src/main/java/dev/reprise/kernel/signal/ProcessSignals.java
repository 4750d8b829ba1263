package dev.reprise.kernel.signal;

/** The signal state of a process: dispositions and what is pending for any of its threads. */
public final class ProcessSignals {
  /** The state at a run's start: every signal has its default. */
  public static ProcessSignals initial() {
    return new ProcessSignals();
  }

  /** What a child gets: the dispositions, nothing pending. */
  public ProcessSignals copy() {
    return new ProcessSignals();
  }

  /** What a child gets that shares the dispositions (CLONE_SIGHAND). */
  public ProcessSignals shareHandlers() {
    return new ProcessSignals();
  }

  /** A new program runs: handlers are reset to the default, what is ignored stays so. */
  public void resetHandlers() {}

  /** Whether children that exit vanish without being waited for. */
  public boolean discardsChildren() {
    return false;
  }
}
