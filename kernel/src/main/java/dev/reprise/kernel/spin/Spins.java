package dev.reprise.kernel.spin;

import dev.reprise.kernel.Call;
import dev.reprise.kernel.GuestEvent;
import dev.reprise.kernel.Kernel;
import dev.reprise.kernel.Outside.Patience;
import dev.reprise.kernel.Task;
import dev.reprise.kernel.spin.KnownLoops.KnownLoop;
import dev.reprise.linux.UserRegs;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tasks that wait for others in a loop without any event: for a lock, at a barrier, for a flag that
 * a signal's handler sets.
 *
 * <p>When a task has run for long without an event, it is looked at by a {@link LoopSearch}. If it
 * runs in circles, it is stopped at a place that only the program decides, which is an event; so it
 * does not matter when it was looked at. Then it waits, as in a call, for its memory to change, or
 * for a signal.
 *
 * <p>A task that pauses is not waited for so long: pauses are counted where the program makes them,
 * and every so many of them are an event, at which the task gives its turn away. When it has done
 * nothing else for some such events it is looked at, too.
 */
public final class Spins {
  private static final long[] NOWHERE = {};

  /** A known loop is left at once when the search leaves its instructions. */
  private static final int STEPS_IN_KNOWN_LOOP = 4096;

  private static final int STEPS_AFTER_PAUSES = 256;

  private final Kernel kernel;

  public Spins(Kernel kernel) {
    this.kernel = kernel;
  }

  /**
   * Lets a task run to its next event, of which that it spins is one.
   *
   * @return the event if it is there already; else {@link #await} tells it
   */
  public @Nullable GuestEvent resume(Task task) {
    Patience patience = patience(task);
    task.setPatience(patience);
    KnownLoops known = task.process().addressSpace().knownLoops();
    task.thread().setPlaces(patience == Patience.SHORT ? known.places() : NOWHERE);
    if (task.pauses().takeLook()) {
      kernel.outside().awaits(patience);
      return settled(task, known, lookAfterPauses(task, known));
    }
    task.thread().resume();
    return null;
  }

  /** Waits until a task that was resumed is at its next event. */
  public GuestEvent await(Task task) {
    // As decided when it was resumed: whether it is ever looked at must not depend on the wait.
    kernel.outside().awaits(task.patience());
    KnownLoops known = task.process().addressSpace().knownLoops();
    return settled(task, known, kernel.cpu().await(task));
  }

  private GuestEvent settled(Task task, KnownLoops known, GuestEvent first) {
    GuestEvent event = first;
    while (true) {
      switch (event.kind()) {
        case STALLED -> event = look(task, known, event.steps());
        case AT_PLACE -> event = lookAgain(task, known);
        default -> {
          return event;
        }
      }
    }
  }

  private GuestEvent look(Task task, KnownLoops known, int steps) {
    LoopSearch search = LoopSearch.atAnyTime(task.thread());
    Circle circle = search.run(steps);
    kernel.outside().lookedAt(task, circle != null, search.isInSmallLoop());
    return after(task, known, search, circle);
  }

  /** The task has come to where it, or another one, has spun before. */
  private GuestEvent lookAgain(Task task, KnownLoops known) {
    KnownLoop loop = known.at(task.thread().register(UserRegs.RIP));
    if (loop == null) {
      return kernel.cpu().run(task);
    }
    LoopSearch search = LoopSearch.within(loop.instructions(), task.thread());
    Circle circle = uncounted(task, search, STEPS_IN_KNOWN_LOOP);
    if (circle == null) {
      known.passed(loop);
      task.thread().setPlaces(known.places());
    }
    return after(task, known, search, circle);
  }

  /**
   * The task has paused often, which is an event: what is found now does not depend on the time.
   */
  private GuestEvent lookAfterPauses(Task task, KnownLoops known) {
    LoopSearch search = LoopSearch.atEvent(task.thread());
    return after(task, known, search, uncounted(task, search, STEPS_AFTER_PAUSES));
  }

  /** The search itself must not be interrupted by pauses. */
  private @Nullable Circle uncounted(Task task, LoopSearch search, int steps) {
    kernel.cpu().suspendPauses(task);
    Circle circle = search.run(steps);
    kernel.cpu().countPauses(task);
    return circle;
  }

  /** A task has paused often: somebody else may have what it waits for. */
  public void paused(Task task) {
    task.pauses().paused(task.events());
    kernel.scheduler().yielded(task);
  }

  private GuestEvent after(
      Task task, KnownLoops known, LoopSearch search, @Nullable Circle circle) {
    if (circle != null) {
      known.found(task.thread().register(UserRegs.RIP), search.instructions());
      return GuestEvent.spin(circle);
    }
    GuestEvent met = search.event();
    return met != null ? met : kernel.cpu().run(task);
  }

  /** Whether anybody could do something for the task, or run in its place. */
  private Patience patience(Task running) {
    List<Task> tasks = kernel.tasks();
    if (kernel.timers().earliestNanos() != Call.NEVER) {
      return Patience.SHORT;
    }
    if (tasks.size() == 1) {
      return Patience.ENDLESS;
    }
    for (int i = 0; i < tasks.size(); i++) {
      Task task = tasks.get(i);
      boolean mayRun = task.state() == Task.State.RUNNABLE || task.circle() != null;
      if (task != running && (mayRun || task.deadlineNanos() != Call.NEVER)) {
        return Patience.SHORT;
      }
    }
    return Patience.LONG;
  }

  /** The task is where its circle begins. */
  public void wait(Task task, Circle circle) {
    long place = task.thread().register(UserRegs.RIP);
    kernel.report(task, "spin", place);
    // The event itself may have used up a time that was set.
    if (task.state() == Task.State.RUNNABLE && !kernel.signals().isDeliverable(task)) {
      task.spin(circle, "memory to change, spinning at 0x" + Long.toHexString(place));
    }
  }

  /** Lets those tasks go on whose memory has changed. */
  public void wake() {
    List<Task> tasks = kernel.tasks();
    for (int i = 0; i < tasks.size(); i++) {
      Task task = tasks.get(i);
      Circle circle = task.circle();
      if (circle != null && circle.isBroken(task.thread().memory())) {
        task.unblock();
      }
    }
  }
}
