package dev.reprise.kernel.spin;

/** How often a task has paused, and when it is time to see whether it does nothing else. */
public final class Pauses {
  /** A look takes as long as some hundred such events. */
  private static final int FIRST_LOOK = 64;

  private long latestEvent;
  private int inRow;
  private boolean lookDue;

  /**
   * The task was brought back after some pauses.
   *
   * @param event the number of this event among the task's
   */
  void paused(long event) {
    inRow = event == latestEvent + 1 ? inRow + 1 : 1;
    latestEvent = event;
    // A loop that counts is looked at in vain, and so less and less often.
    lookDue = inRow >= FIRST_LOOK && Integer.bitCount(inRow) == 1;
  }

  /** Whether the task is to be looked at before it goes on; only once. */
  boolean takeLook() {
    boolean due = lookDue;
    lookDue = false;
    return due;
  }
}
