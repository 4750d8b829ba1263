package dev.reprise.kernel.ipc;

import dev.reprise.kernel.Bytes;
import dev.reprise.kernel.Call;
import dev.reprise.kernel.Kernel;
import dev.reprise.kernel.SyscallError;
import dev.reprise.linux.Errno;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A set of semaphores, on which operations are done all together or not at all. */
final class SemaphoreSet extends IpcObject {
  private static final int STRUCT_SIZE = 104;

  private final Semaphore[] semaphores;

  /** What is to be taken back when a process ends: by its id, a number for each semaphore. */
  private final TreeMap<Integer, int[]> undo = new TreeMap<>();

  private long operatedSeconds;
  private boolean removed;

  SemaphoreSet(Permissions permissions, Kernel kernel, int count) {
    super(permissions, kernel);
    semaphores = new Semaphore[count];
    Arrays.setAll(semaphores, i -> new Semaphore());
  }

  int count() {
    return semaphores.length;
  }

  /** A semaphore by its number in the set. */
  Semaphore at(int number) {
    return semaphores[number];
  }

  boolean isRemoved() {
    return removed;
  }

  /** Everybody who waits learns that the set is gone. */
  void setRemoved() {
    removed = true;
    for (Semaphore semaphore : semaphores) {
      semaphore.wakeAll();
    }
  }

  /**
   * Does all of the operations, or none.
   *
   * @return the one that must wait, or null when they are done
   */
  @Nullable SemaphoreOperation attempt(List<SemaphoreOperation> operations, Call call) {
    for (int i = 0; i < operations.size(); i++) {
      SemaphoreOperation operation = operations.get(i);
      int value = at(operation.number()).value();
      boolean waits = operation.change() == 0 ? value != 0 : value + operation.change() < 0;
      boolean tooLarge = !waits && value + operation.change() > Semaphore.MAXIMUM;
      if (waits || tooLarge) {
        for (int done = i - 1; done >= 0; done--) {
          at(operations.get(done).number()).add(-operations.get(done).change());
        }
        if (tooLarge) {
          throw new SyscallError(Errno.ERANGE);
        }
        return operation;
      }
      at(operation.number()).add(operation.change());
    }
    finish(operations, call);
    return null;
  }

  private void finish(List<SemaphoreOperation> operations, Call call) {
    int pid = call.process().pid();
    for (SemaphoreOperation operation : operations) {
      at(operation.number()).touched(pid);
      if (operation.undoes() && operation.change() != 0) {
        int[] adjustments = undo.computeIfAbsent(pid, key -> new int[count()]);
        adjustments[operation.number()] -= operation.change();
      }
    }
    operatedSeconds = seconds(call.kernel());
  }

  /** Gives a semaphore a value; what was to be taken back is forgotten. */
  void set(int number, int value, Call call) {
    undo.values().forEach(adjustments -> adjustments[number] = 0);
    at(number).set(value, call.process().pid());
    changed(call.kernel());
  }

  /** A process has ended: takes back what it asked for, as far as values allow. */
  void processEnds(int pid, Kernel kernel) {
    int[] adjustments = undo.remove(pid);
    if (adjustments == null) {
      return;
    }
    for (int i = 0; i < adjustments.length; i++) {
      if (adjustments[i] != 0) {
        int value = at(i).value() + adjustments[i];
        at(i).set(Math.clamp(value, 0, Semaphore.MAXIMUM), pid);
      }
    }
    operatedSeconds = seconds(kernel);
  }

  /** {@code struct semid64_ds}. */
  byte[] status() {
    byte[] status = new byte[STRUCT_SIZE];
    permissions().put(status, id(), 0);
    Bytes.putLong(status, 48, operatedSeconds);
    Bytes.putLong(status, 64, changedSeconds());
    Bytes.putLong(status, 80, count());
    return status;
  }
}
