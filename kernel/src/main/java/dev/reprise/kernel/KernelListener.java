package dev.reprise.kernel;

/** Told of every event, in order, on the thread that runs the guest. */
public interface KernelListener {
  /** A task is stopped at a call, whose arguments can be read; not an event yet. */
  default void entered(Task task, int nr, long[] args) {}

  /** A call was completed, and the task has not run since. */
  void completed(long event, Task task, int nr, long[] args, long result);

  /** Something else happened to a task: a trap, a signal, its end. */
  void happened(long event, Task task, String what, long detail);

  /**
   * Whether the listener looks at a guest's memory or registers when it is told of an event. If it
   * does not, it may be told of several when the guest has gone on already.
   */
  default boolean looksAtGuests() {
    return true;
  }
}
