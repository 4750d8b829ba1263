package dev.reprise.kernel;

import java.util.List;

/** No task can ever run again: each waits for another, and no timer is armed. */
public final class Deadlock extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<Task> tasks;

  Deadlock(List<Task> tasks) {
    super("deadlock: no thread can ever run again");
    this.tasks = tasks;
  }

  /** The tasks which are left, in the order of their creation. */
  public List<Task> tasks() {
    return tasks;
  }
}
