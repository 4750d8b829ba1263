package dev.reprise.kernel.futex;

import dev.reprise.kernel.Kernel;
import dev.reprise.kernel.SyscallError;
import dev.reprise.kernel.Task;

/** The futexes of a run. */
public final class Futexes {
  private final FutexTable table = new FutexTable();
  private final PiFutex pi;
  private final RobustList robust = new RobustList(table);

  public Futexes(Kernel kernel) {
    this.pi = new PiFutex(kernel, table);
  }

  FutexTable table() {
    return table;
  }

  PiFutex pi() {
    return pi;
  }

  /**
   * A task ends while its memory is still there: what it holds is released, its joiner is woken.
   */
  public void release(Task task) {
    table.forget(task);
    pi.ownerExits(task);
    robust.walk(task);
    long address = task.clearChildTid();
    if (address != 0) {
      try {
        task.thread().memory().writeInt(address, 0);
        if (!table.isEmpty()) {
          table.wake(FutexKey.ofShared(task, address), 1, -1);
        }
      } catch (SyscallError unwritable) {
        // The thread's stack is unmapped already: nobody can wait there.
        return;
      }
    }
  }

  /** A task's program was replaced: it waits for nothing any more. */
  public void forget(Task task) {
    table.forget(task);
  }
}
