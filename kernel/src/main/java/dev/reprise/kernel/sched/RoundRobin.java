package dev.reprise.kernel.sched;

import dev.reprise.kernel.Task;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tasks take turns of like lengths; the default.
 *
 * <p>The lengths vary around their mean, in a fixed sequence. Were they all equal, a loop whose
 * period divides the length would be left at the same place every time: a task that takes a lock
 * again right after releasing it would be found holding it at each turn of the one that waits, for
 * ever.
 *
 * <p>A turn ends early at an event after which its task is likely to compute for long, if one with
 * other memory can run meanwhile.
 */
public final class RoundRobin implements Scheduler {
  private static final int SHORTEST_TURN_EVENTS = 12;
  private static final int LONGEST_TURN_EVENTS = 28;

  /**
   * The golden ratio: its multiples, modulo 1, spread evenly, and so do those of every n-th turn.
   */
  private static final long STEP = 0x9e37_79b9_7f4a_7c15L;

  private long place;
  private int left = LONGEST_TURN_EVENTS;
  private int latestTid;
  private boolean computes;

  @Override
  public Task choose(List<Task> runnable, @Nullable Task current) {
    boolean standsAside = computes && current != null && hasOther(runnable, current);
    computes = false;
    if (current != null && left > 0 && !standsAside) {
      left--;
      latestTid = current.tid();
      return current;
    }
    left = nextTurn() - 1;
    Task next = nextAfter(runnable, current == null ? latestTid : current.tid());
    latestTid = next.tid();
    return next;
  }

  @Override
  public long staysWith(List<Task> runnable, Task current) {
    return computes && hasOther(runnable, current) ? 0 : left;
  }

  /** Whether there is anybody who could run while the task computes. */
  private static boolean hasOther(List<Task> runnable, Task task) {
    for (int i = 0; i < runnable.size(); i++) {
      if (runnable.get(i).process().addressSpace() != task.process().addressSpace()) {
        return true;
      }
    }
    return false;
  }

  /** The length of the next turn in events. */
  private int nextTurn() {
    place += STEP;
    int lengths = LONGEST_TURN_EVENTS - SHORTEST_TURN_EVENTS + 1;
    return SHORTEST_TURN_EVENTS + (int) ((place >>> 32) * lengths >>> 32);
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

  @Override
  public void computes(Task task) {
    computes = true;
  }
}
