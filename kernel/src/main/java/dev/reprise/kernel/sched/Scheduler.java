package dev.reprise.kernel.sched;

import dev.reprise.kernel.Task;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decides which task goes next. Asked at every event; nothing else in the kernel decides order. */
public interface Scheduler {
  /**
   * Chooses one of the runnable tasks.
   *
   * @param runnable at least one task, in the order of their creation
   * @param current the task which made the latest event, if it is runnable; else null
   * @return one of {@code runnable}
   */
  Task choose(List<Task> runnable, @Nullable Task current);

  /** A task gives up the rest of its turn (sched_yield). */
  void yielded(Task task);

  /**
   * A task is likely to compute for long until its next event. If another one that has memory of
   * its own is chosen meanwhile, both may run at the same time.
   */
  default void computes(Task task) {}
}
