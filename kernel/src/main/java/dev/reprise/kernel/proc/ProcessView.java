package dev.reprise.kernel.proc;

import dev.reprise.kernel.GuestProcess;
import dev.reprise.kernel.Kernel;
import dev.reprise.kernel.Task;
import dev.reprise.kernel.identity.Credentials;
import dev.reprise.kernel.time.VirtualClock;
import org.jspecify.annotations.Nullable;

/**
 * What a directory {@code /proc/PID} or {@code /proc/PID/task/TID} is about.
 *
 * @param thread the thread, or the process's first; null when the process has exited
 * @param whole whether the process is meant, and not one of its threads
 * @param asker who looks
 */
record ProcessView(
    Kernel kernel, GuestProcess process, @Nullable Task thread, boolean whole, Task asker) {
  private static final long TICK_NANOS = 10_000_000L;

  static ProcessView of(Kernel kernel, GuestProcess process, Task asker) {
    Task first = process.tasks().isEmpty() ? null : process.tasks().getFirst();
    return new ProcessView(kernel, process, first, true, asker);
  }

  ProcessView ofThread(Task task) {
    return new ProcessView(kernel, process, task, false, asker);
  }

  int id() {
    return whole || thread == null ? process.pid() : thread.tid();
  }

  String name() {
    return thread == null ? process.name() : thread.name();
  }

  /** Who it is; of a process, its first thread. */
  Credentials credentials() {
    return whole || thread == null ? process.credentials() : thread.credentials();
  }

  /** The letter for its state, as {@code ps} shows it; only the one who looks is running. */
  char state() {
    if (thread == null) {
      return 'Z';
    }
    if (thread == asker || (whole && asker.process() == process)) {
      return 'R';
    }
    return switch (thread.state()) {
      case RUNNABLE -> 'R';
      case BLOCKED -> 'S';
      case STOPPED -> 'T';
      case EXITED_LEADER, DEAD -> 'Z';
    };
  }

  long cpuNanos() {
    long events = whole || thread == null ? process.events() : thread.events();
    return events * VirtualClock.EVENT_NANOS;
  }

  long cpuTicks() {
    return cpuNanos() / TICK_NANOS;
  }

  long childrenTicks() {
    return process.childrenEvents() * VirtualClock.EVENT_NANOS / TICK_NANOS;
  }

  long startTicks() {
    long nanos = whole || thread == null ? process.startNanos() : thread.startNanos();
    return nanos / TICK_NANOS;
  }

  int threads() {
    return process.tasks().size();
  }

  int nice() {
    return thread == null ? 0 : thread.scheduling().nice();
  }

  /** The memory of a process which has not exited; none otherwise. */
  MemoryMap memoryMap() {
    return thread == null ? MemoryMap.NONE : MemoryMap.of(thread);
  }
}
