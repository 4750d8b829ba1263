package dev.reprise.kernel.sched;

import dev.reprise.kernel.Task;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decides as a recorded schedule says, and ends the run at the first decision that is impossible.
 */
public final class Replay implements Scheduler {
  private final List<Schedule.Turn> turns;
  private int turn;
  private long usedOfTurn;
  private long decisions;

  /** Plays back {@code schedule}. */
  public Replay(Schedule schedule) {
    turns = schedule.turns();
  }

  @Override
  public Task choose(List<Task> runnable, @Nullable Task current) {
    decisions++;
    if (turn == turns.size()) {
      throw new ScheduleMismatch(
          "the schedule ends before decision " + decisions + "; " + canRun(runnable));
    }
    int tid = turns.get(turn).tid();
    if (++usedOfTurn == turns.get(turn).count()) {
      turn++;
      usedOfTurn = 0;
    }
    for (Task task : runnable) {
      if (task.tid() == tid) {
        return task;
      }
    }
    throw new ScheduleMismatch(
        "decision "
            + decisions
            + " of the schedule is thread "
            + tid
            + ", but "
            + canRun(runnable));
  }

  private static String canRun(List<Task> runnable) {
    StringBuilder text = new StringBuilder("here only these can run:");
    for (Task task : runnable) {
      text.append(' ').append(task.tid());
    }
    return text.toString();
  }

  @Override
  public void yielded(Task task) {
    // The recorded decisions already say what came of it.
  }
}
