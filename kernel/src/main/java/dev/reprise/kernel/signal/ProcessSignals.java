package dev.reprise.kernel.signal;

import dev.reprise.kernel.WaitQueue;

/** The signal state of a process: dispositions and what is pending for any of its threads. */
public final class ProcessSignals {
  private final PendingSignals pending = new PendingSignals();
  private final WaitQueue arrivals = new WaitQueue();
  private final ProcessTimers timers = new ProcessTimers();
  private Dispositions dispositions;

  private ProcessSignals(Dispositions dispositions) {
    this.dispositions = dispositions;
  }

  /** The state at a run's start: every signal has its default. */
  public static ProcessSignals initial() {
    return new ProcessSignals(new Dispositions());
  }

  /** What a child gets: the dispositions, nothing pending. */
  public ProcessSignals copy() {
    return new ProcessSignals(dispositions.copy());
  }

  /** What a child gets that shares the dispositions (CLONE_SIGHAND). */
  public ProcessSignals shareHandlers() {
    return new ProcessSignals(dispositions);
  }

  /** A new program runs: handlers are reset to the default, what is ignored stays so. */
  void resetHandlers() {
    dispositions = dispositions.forNewProgram();
  }

  /** Whether children that exit vanish without being waited for. */
  public boolean discardsChildren() {
    SignalAction action = dispositions.get(Sig.CHLD);
    return action.isIgnore() || action.has(SignalAction.NOCLDWAIT);
  }

  /** Whether the process is not told of children that exit, not even when it blocks SIGCHLD. */
  boolean ignoresChildren() {
    return dispositions.get(Sig.CHLD).isIgnore();
  }

  /** Whether the process is not told of children that stop or go on. */
  boolean ignoresStops() {
    SignalAction action = dispositions.get(Sig.CHLD);
    return action.isIgnore() || action.has(SignalAction.NOCLDSTOP);
  }

  /** The signals which are ignored, as a mask. */
  public long ignored() {
    return dispositions.which(SignalAction::isIgnore);
  }

  /** The signals for which there is a handler, as a mask. */
  public long caught() {
    return dispositions.which(action -> !action.isIgnore() && !action.isDefault());
  }

  /** The signals which are pending for the process, as a mask. */
  public long pendingMask() {
    return pending.mask();
  }

  /** How many signals are queued for the process; each timer has a place of its own. */
  public int pendingCount() {
    return pending.size() + timers.places();
  }

  /** Woken when a signal becomes pending for the process or one of its threads. */
  public WaitQueue arrivals() {
    return arrivals;
  }

  PendingSignals pending() {
    return pending;
  }

  Dispositions dispositions() {
    return dispositions;
  }

  ProcessTimers timers() {
    return timers;
  }
}
