package dev.reprise.kernel.ipc;

import dev.reprise.kernel.GuestProcess;
import dev.reprise.kernel.Kernel;

/** The objects of System V IPC in a run, with the limits which Linux has by default. */
public final class Ipc {
  static final int MOST_SEGMENTS = 4096;
  static final int MOST_SETS = 32_000;
  static final int MOST_QUEUES = 32_000;

  private final Kernel kernel;
  private final IpcTable<Segment> segments = new IpcTable<>(MOST_SEGMENTS);
  private final IpcTable<SemaphoreSet> semaphores = new IpcTable<>(MOST_SETS);
  private final IpcTable<MessageQueue> queues = new IpcTable<>(MOST_QUEUES);

  public Ipc(Kernel kernel) {
    this.kernel = kernel;
  }

  IpcTable<Segment> segments() {
    return segments;
  }

  IpcTable<SemaphoreSet> semaphores() {
    return semaphores;
  }

  IpcTable<MessageQueue> queues() {
    return queues;
  }

  /** What a process did with SEM_UNDO is taken back. */
  public void processEnds(GuestProcess process) {
    for (SemaphoreSet set : semaphores.all()) {
      set.processEnds(process.pid(), kernel);
    }
  }
}
