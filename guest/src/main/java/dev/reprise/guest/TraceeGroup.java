package dev.reprise.guest;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tracees that run side by side, for tools that observe and do not decide.
 *
 * <p>New threads and processes join by themselves. All methods must be called from the thread that
 * attached the first of them.
 */
public final class TraceeGroup {
  /**
   * A stop of one of them.
   *
   * @param tracee who stopped; it runs again when it is resumed
   * @param stop why
   */
  public record Event(Tracee tracee, Stop stop) {}

  private final Map<Integer, Tracee> tracees = new HashMap<>();
  private final Tracee first;

  /** A group of one, which is stopped. */
  public TraceeGroup(Tracee first) {
    this.first = first;
    tracees.put(first.tid(), first);
  }

  /** Waits for the next stop of any of them, or returns null when none is left. */
  public @Nullable Event next() {
    while (!tracees.isEmpty()) {
      int tid = first.waitForAny();
      Stop stop = first.latestStop();
      Tracee tracee = tracees.get(tid);
      if (tracee == null) {
        tracee = first.newborn(tid);
        tracees.put(tid, tracee);
      }
      if (stop.isDeath()) {
        tracees.remove(tid);
        return new Event(tracee, stop);
      }
      if (tracee.stoppedAt(stop)) {
        if (stop.kind() == Stop.Kind.EXEC && tracee.formerTid() != tid) {
          // The thread that called exec goes on under its leader's id, and is not reported again.
          tracees.remove(tracee.formerTid());
        }
        return new Event(tracee, stop);
      }
    }
    return null;
  }
}
