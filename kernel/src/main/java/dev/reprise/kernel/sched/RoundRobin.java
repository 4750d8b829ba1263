package dev.reprise.kernel.sched;

import dev.reprise.kernel.Task;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Every task gets the same number of events in turn; the default. */
public final class RoundRobin implements Scheduler {
  private static final int QUANTUM_EVENTS = 20;

  private int left = QUANTUM_EVENTS;
  private int latestTid;

  @Override
  public Task choose(List<Task> runnable, @Nullable Task current) {
    if (current != null && left > 0) {
      left--;
      latestTid = current.tid();
      return current;
    }
    left = QUANTUM_EVENTS - 1;
    Task next = nextAfter(runnable, current == null ? latestTid : current.tid());
    latestTid = next.tid();
    return next;
  }

  private static Task nextAfter(List<Task> runnable, int tid) {
    for (Task task : runnable) {
      if (task.tid() > tid) {
        return task;
      }
    }
    return runnable.getFirst();
  }

  @Override
  public void yielded(Task task) {
    left = 0;
  }
}
