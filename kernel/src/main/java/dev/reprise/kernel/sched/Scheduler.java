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

  /**
   * How often in a row {@link #choose} would choose {@code current} again from these tasks, of
   * which there are several, if all that happened were calls of {@code current} that have no part
   * in its decisions. It may be more.
   */
  default long staysWith(List<Task> runnable, Task current) {
    return 0;
  }

  /** A task gives up the rest of its turn (sched_yield). */
  void yielded(Task task);

  /**
   * A task is likely to compute for long until its next event. If another one that has memory of
   * its own is chosen meanwhile, both may run at the same time.
   */
  default void computes(Task task) {}
}
