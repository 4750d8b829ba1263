package dev.reprise.kernel.signal;

import dev.reprise.kernel.GuestEvent;
import dev.reprise.kernel.Task;

/** Somebody who knows of instructions that raise a signal only because Reprise wants to see them. */
@FunctionalInterface
public interface FaultHandler {
  /**
   * Looks at a fault before it becomes a signal of the guest.
   *
   * @return whether the fault is dealt with and the guest goes on as if nothing had happened
   */
  boolean handle(Task task, GuestEvent event);
}
