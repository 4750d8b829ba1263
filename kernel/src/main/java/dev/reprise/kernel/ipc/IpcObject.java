package dev.reprise.kernel.ipc;

import dev.reprise.kernel.Kernel;

/** What segments of memory, sets of semaphores and message queues have in common. */
abstract class IpcObject {
  private static final long NANOS = 1_000_000_000;

  private final Permissions permissions;
  private int id;
  private long changedSeconds;

  IpcObject(Permissions permissions, Kernel kernel) {
    this.permissions = permissions;
    this.changedSeconds = seconds(kernel);
  }

  final Permissions permissions() {
    return permissions;
  }

  final int id() {
    return id;
  }

  final void setId(int newId) {
    id = newId;
  }

  /** When the object was made, or its owner or mode was last changed, in seconds since 1970. */
  final long changedSeconds() {
    return changedSeconds;
  }

  final void changed(Kernel kernel) {
    changedSeconds = seconds(kernel);
  }

  /** Virtual time, in seconds since 1970. */
  static long seconds(Kernel kernel) {
    return Math.floorDiv(kernel.clock().realtimeNanos(), NANOS);
  }
}
