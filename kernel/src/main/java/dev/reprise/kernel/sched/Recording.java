package dev.reprise.kernel.sched;

import dev.reprise.kernel.Task;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps what another scheduler decides. */
public final class Recording implements Scheduler {
  private final Scheduler scheduler;
  private final List<Schedule.Turn> turns = new ArrayList<>();
  private int tid;
  private long count;

  /** Records the decisions of {@code scheduler}. */
  public Recording(Scheduler scheduler) {
    this.scheduler = scheduler;
  }

  @Override
  public Task choose(List<Task> runnable, @Nullable Task current) {
    Task chosen = scheduler.choose(runnable, current);
    if (chosen.tid() != tid) {
      endTurn();
      tid = chosen.tid();
    }
    count++;
    return chosen;
  }

  @Override
  public long staysWith(List<Task> runnable, Task current) {
    return scheduler.staysWith(runnable, current);
  }

  private void endTurn() {
    if (count > 0) {
      turns.add(new Schedule.Turn(tid, count));
    }
    count = 0;
  }

  @Override
  public void yielded(Task task) {
    scheduler.yielded(task);
  }

  @Override
  public void computes(Task task) {
    scheduler.computes(task);
  }

  /** The decisions so far. */
  public Schedule schedule() {
    endTurn();
    return new Schedule(turns);
  }
}
