package dev.reprise.kernel.process;

/** What prctl(2) keeps for a process without any effect on the run. */
public final class ProcessOptions {
  static final int DEFAULT_SLACK_NANOS = 50_000;

  private int dumpable = 1;
  private boolean noNewPrivileges;
  private boolean hugePagesDisabled;
  private long timerSlackNanos = DEFAULT_SLACK_NANOS;

  /** What a child gets. */
  public ProcessOptions copy() {
    ProcessOptions copy = new ProcessOptions();
    copy.dumpable = dumpable;
    copy.noNewPrivileges = noNewPrivileges;
    copy.hugePagesDisabled = hugePagesDisabled;
    copy.timerSlackNanos = timerSlackNanos;
    return copy;
  }

  /** A new program is dumpable. */
  void execed() {
    dumpable = 1;
  }

  /** 1 when others of the same user may look into it; a core is never written. */
  public int dumpable() {
    return dumpable;
  }

  public void setDumpable(int value) {
    dumpable = value;
  }

  /** Whether execve(2) may no longer grant privileges; never taken back. */
  boolean hasNoNewPrivileges() {
    return noNewPrivileges;
  }

  void setNoNewPrivileges() {
    noNewPrivileges = true;
  }

  boolean areHugePagesDisabled() {
    return hugePagesDisabled;
  }

  void setHugePagesDisabled(boolean value) {
    hugePagesDisabled = value;
  }

  /** By how much timers may be late; ours never are. */
  long timerSlackNanos() {
    return timerSlackNanos;
  }

  void setTimerSlackNanos(long nanos) {
    timerSlackNanos = nanos <= 0 ? DEFAULT_SLACK_NANOS : nanos;
  }
}
