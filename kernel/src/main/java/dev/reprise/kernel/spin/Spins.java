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
 */
public final class Spins {
  private static final long[] NOWHERE = {};

  /** A known loop is left at once when the search leaves its instructions. */
  private static final int STEPS_IN_KNOWN_LOOP = 4096;

  private final Kernel kernel;

  public Spins(Kernel kernel) {
    this.kernel = kernel;
  }

  /** Lets a task run to its next event, of which that it spins is one. */
  public GuestEvent run(Task task) {
    Patience patience = patience(task);
    kernel.outside().awaits(patience);
    KnownLoops known = task.process().addressSpace().knownLoops();
    task.thread().setPlaces(patience == Patience.SHORT ? known.places() : NOWHERE);
    GuestEvent event = kernel.cpu().run(task);
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
    LoopSearch search = new LoopSearch(task.thread(), null);
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
    LoopSearch search = new LoopSearch(task.thread(), loop.instructions());
    Circle circle = search.run(STEPS_IN_KNOWN_LOOP);
    if (circle == null) {
      known.passed(loop);
      task.thread().setPlaces(known.places());
    }
    return after(task, known, search, circle);
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
