package dev.reprise.kernel.sched;

import dev.reprise.kernel.Task;
import dev.reprise.kernel.random.RandomSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A random choice at random events; the seed names the schedule. */
public final class SeededRandom implements Scheduler {
  /** One event in so many, on average, ends a turn. */
  private static final int MEAN_TURN_EVENTS = 8;

  private final RandomSource random;
  private boolean yielded;

  /** The schedule of a seed. */
  public SeededRandom(long seed) {
    random = new RandomSource(seed);
  }

  @Override
  public Task choose(List<Task> runnable, @Nullable Task current) {
    if (current != null && !yielded && random.nextInt(MEAN_TURN_EVENTS) != 0) {
      return current;
    }
    yielded = false;
    return runnable.get(random.nextInt(runnable.size()));
  }

  @Override
  public void yielded(Task task) {
    yielded = true;
  }
}
