package dev.reprise.kernel.futex;

import dev.reprise.kernel.Bytes;
import dev.reprise.kernel.Memory;
import dev.reprise.kernel.SyscallError;
import dev.reprise.kernel.Task;

/**
 * The list of locks which a thread left behind when it ended: each gets the mark that its owner
 * died, and one waiter is woken, as in the host kernel's {@code exit_robust_list}.
 */
final class RobustList {
  /** Bytes of {@code struct robust_list_head}: the first entry, an offset, a pending entry. */
  static final int HEAD_BYTES = 24;

  /** The host kernel walks no further either: a guest can make the list a ring. */
  private static final int LIMIT = 2048;

  private final FutexTable table;

  RobustList(FutexTable table) {
    this.table = table;
  }

  void walk(Task task) {
    long head = task.robustList();
    if (head == 0) {
      return;
    }
    try {
      Memory memory = task.thread().memory();
      byte[] words = memory.read(head, HEAD_BYTES);
      long entry = Bytes.getLong(words, 0);
      long offset = Bytes.getLong(words, 8);
      long pending = Bytes.getLong(words, 16);
      for (int i = 0; i < LIMIT && (entry & ~1) != head; i++) {
        long next = memory.readLong(entry & ~1);
        if ((entry & ~1) != (pending & ~1)) {
          ownerDied(task, (entry & ~1) + offset, (entry & 1) != 0);
        }
        entry = next;
      }
      if ((pending & ~1) != 0) {
        ownerDied(task, (pending & ~1) + offset, (pending & 1) != 0);
      }
    } catch (SyscallError unreadable) {
      // A list in memory that is gone: the host kernel stops silently as well.
      return;
    }
  }

  private void ownerDied(Task task, long address, boolean inheritsPriority) {
    Memory memory = task.thread().memory();
    int word = memory.readInt(address);
    if ((word & PiFutex.TID_MASK) != task.tid()) {
      return;
    }
    memory.writeInt(address, word & PiFutex.WAITERS | PiFutex.OWNER_DIED);
    if (!inheritsPriority && (word & PiFutex.WAITERS) != 0) {
      // The waiter may have used either kind of key.
      int woken = table.wake(FutexKey.ofPrivate(task, address), 1, -1);
      if (woken == 0) {
        table.wake(FutexKey.ofShared(task, address), 1, -1);
      }
    }
  }
}
