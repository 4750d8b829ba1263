package dev.reprise.kernel.signal;

/** The signal state of a thread. */
public final class TaskSignals {
  private long mask;

  /** Blocked signals: bit {@code n - 1} is signal n. */
  public long mask() {
    return mask;
  }

  public void setMask(long newMask) {
    mask = newMask;
  }

  /** What a new thread or process inherits. */
  public void inherit(TaskSignals parent) {
    mask = parent.mask;
  }
}
