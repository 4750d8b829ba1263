package dev.reprise.kernel.process;

/** What prctl(2) keeps for a process without any effect on the run. */
public final class ProcessOptions {
  static final int DEFAULT_SLACK_NANOS = 50_000;

  private int dumpable = 1;
  private boolean keepsCapabilities;
  private boolean noNewPrivileges;
  private boolean hugePagesDisabled;
  private long timerSlackNanos = DEFAULT_SLACK_NANOS;

  /** What a child gets. */
  public ProcessOptions copy() {
    ProcessOptions copy = new ProcessOptions();
    copy.dumpable = dumpable;
    copy.keepsCapabilities = keepsCapabilities;
    copy.noNewPrivileges = noNewPrivileges;
    copy.hugePagesDisabled = hugePagesDisabled;
    copy.timerSlackNanos = timerSlackNanos;
    return copy;
  }

  /** A new program is dumpable, and keeps no capabilities across changes of the user. */
  void execed() {
    dumpable = 1;
    keepsCapabilities = false;
  }

  /** 1 when a core may be written, which never happens. */
  int dumpable() {
    return dumpable;
  }

  void setDumpable(int value) {
    dumpable = value;
  }

  boolean keepsCapabilities() {
    return keepsCapabilities;
  }

  void setKeepsCapabilities(boolean value) {
    keepsCapabilities = value;
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
