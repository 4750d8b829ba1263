package dev.reprise.engine;

import dev.reprise.kernel.KernelListener;
import dev.reprise.kernel.Task;

/** Acts when a run reaches a moment, which is named by the number of its event. */
final class Moments implements KernelListener {
  private final long event;
  private final Runnable action;
  private boolean reached;

  /** Acts once, at the first event whose number is {@code event} or more. */
  Moments(long event, Runnable action) {
    this.event = event;
    this.action = action;
  }

  @Override
  public void completed(long number, Task task, int nr, long[] args, long result) {
    reach(number);
  }

  @Override
  public void happened(long number, Task task, String what, long detail) {
    reach(number);
  }

  private void reach(long number) {
    if (!reached && number >= event) {
      reached = true;
      action.run();
    }
  }
}
