package dev.reprise.kernel;

import java.util.ArrayList;
import java.util.List;

/** The tasks which wait for one condition, in the order in which they came. */
public final class WaitQueue {
  private final List<Task> waiters = new ArrayList<>();

  void add(Task task) {
    waiters.add(task);
  }

  void remove(Task task) {
    waiters.remove(task);
  }

  /** Lets every waiter try its call again. */
  public void wakeAll() {
    for (Task task : List.copyOf(waiters)) {
      task.unblock();
    }
  }

  /** How many wait. */
  public int size() {
    return waiters.size();
  }

  /** Whether nobody waits. */
  public boolean isEmpty() {
    return waiters.isEmpty();
  }
}
