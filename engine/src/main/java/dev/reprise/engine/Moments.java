package dev.reprise.engine;

import dev.reprise.Moment;
import dev.reprise.kernel.KernelListener;
import dev.reprise.kernel.Task;

/** Acts when a run reaches a moment. */
final class Moments implements KernelListener {
  private final Moment moment;
  private final Runnable action;
  private boolean reached;

  /** Acts once, at the first event whose number is that of {@code moment} or more. */
  Moments(Moment moment, Runnable action) {
    this.moment = moment;
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
    if (!reached && number >= moment.event()) {
      reached = true;
      action.run();
    }
  }

  /** The run has ended after {@code events}: says so when the moment was not reached. */
  void warnIfAhead(long events, EngineLog log) {
    if (!reached) {
      log.warn("the run ended after event " + events + " and did not reach " + moment.event());
    }
  }
}
