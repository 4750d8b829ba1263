package dev.reprise.kernel.futex;

import dev.reprise.kernel.Call;
import dev.reprise.kernel.Kernel;
import dev.reprise.kernel.Memory;
import dev.reprise.kernel.SyscallError;
import dev.reprise.kernel.Task;
import dev.reprise.linux.Errno;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Futexes with priority inheritance: the word holds the owner's id, and the kernel hands it on.
 *
 * <p>All guest threads have one priority here, so what is left of inheritance is the order: waiters
 * get the lock as they came.
 */
final class PiFutex {
  static final int WAITERS = 0x8000_0000;
  static final int OWNER_DIED = 0x4000_0000;
  static final int TID_MASK = 0x3fff_ffff;

  private final Kernel kernel;
  private final FutexTable table;

  PiFutex(Kernel kernel, FutexTable table) {
    this.kernel = kernel;
    this.table = table;
  }

  long lock(Call call, FutexKey key, LongSupplier firstDeadline) {
    long deadlineNanos = call.deadline(firstDeadline);
    FutexTable.Waiter waiter =
        call.remember(() -> new FutexTable.Waiter(call.task(), key, call.arg(0), -1, true));
    if (waiter.woken) {
      return 0;
    }
    boolean queued = table.waiters(key).contains(waiter);
    if (!queued) {
      long taken = tryLock(call, key);
      if (taken != -Errno.EAGAIN) {
        return taken;
      }
      Memory memory = call.memory();
      memory.writeInt(call.arg(0), memory.readInt(call.arg(0)) | WAITERS);
      table.add(waiter);
    }
    if (call.expired(deadlineNanos)) {
      leave(call, waiter);
      return -Errno.ETIMEDOUT;
    }
    String reason = "lock (futex " + Long.toHexString(call.arg(0)) + ")";
    long result = call.block(reason, deadlineNanos, waiter.wakeUp);
    if (result == -Errno.ERESTARTSYS) {
      leave(call, waiter);
      // Who takes a lock is not told of signals, whatever their handlers' flags are.
      return -Errno.ERESTARTNOINTR;
    }
    return result;
  }

  private void leave(Call call, FutexTable.Waiter waiter) {
    table.remove(waiter);
    if (table.waiters(waiter.key).isEmpty()) {
      Memory memory = call.memory();
      memory.writeInt(call.arg(0), memory.readInt(call.arg(0)) & ~WAITERS);
    }
  }

  /** Takes a free lock; EAGAIN when somebody has it. */
  long tryLock(Call call, FutexKey key) {
    Memory memory = call.memory();
    int word = memory.readInt(call.arg(0));
    int owner = word & TID_MASK;
    if (owner == call.task().tid()) {
      return -Errno.EDEADLK;
    }
    if (owner != 0 && kernel.processes().task(owner) == null && (word & OWNER_DIED) == 0) {
      return -Errno.ESRCH;
    }
    if (owner != 0) {
      return -Errno.EAGAIN;
    }
    int waiters = table.waiters(key).isEmpty() ? 0 : WAITERS;
    memory.writeInt(call.arg(0), call.task().tid() | (word & OWNER_DIED) | waiters);
    return 0;
  }

  long unlock(Call call, FutexKey key) {
    int word = call.memory().readInt(call.arg(0));
    if ((word & TID_MASK) != call.task().tid()) {
      return -Errno.EPERM;
    }
    handOver(call.memory(), call.arg(0), key, 0);
    return 0;
  }

  private void handOver(Memory memory, long address, FutexKey key, int extraBits) {
    List<FutexTable.Waiter> waiters = table.waiters(key);
    if (waiters.isEmpty()) {
      memory.writeInt(address, extraBits);
      return;
    }
    FutexTable.Waiter next = waiters.getFirst();
    int rest = waiters.size() > 1 ? WAITERS : 0;
    memory.writeInt(address, next.task.tid() | rest | extraBits);
    table.wake(next);
  }

  /** A task ends: the locks of this kind that it holds go to those who wait for them. */
  void ownerExits(Task owner) {
    for (FutexTable.Waiter waiter : table.inheritors()) {
      if (waiter.task != owner) {
        ownerExits(owner, waiter);
      }
    }
  }

  private void ownerExits(Task owner, FutexTable.Waiter waiter) {
    Memory memory = waiter.task.thread().memory();
    try {
      if ((memory.readInt(waiter.address) & TID_MASK) == owner.tid()) {
        handOver(memory, waiter.address, waiter.key, OWNER_DIED);
      }
    } catch (SyscallError unmapped) {
      // The lock is gone from the waiter's memory; the owner's end must not fail for it.
      return;
    }
  }
}
