package dev.reprise.engine;

import dev.reprise.guest.GuestMemory;
import dev.reprise.kernel.Bytes;
import dev.reprise.kernel.Task;
import java.util.List;
import java.util.Optional;

/**
 * Who holds the mutex for which a thread waits, as far as glibc's mutexes tell: the kernel itself
 * knows a futex by its address only.
 */
final class MutexOwner {
  private static final String FUTEX = "futex ";

  /** After the lock word and a count, in {@code struct __pthread_mutex_s} of glibc's x86-64. */
  private static final int OWNER_OFFSET = 8;

  /** The wait is in the second frame, behind one of the library's own. */
  private static final int FRAMES = 3;

  private MutexOwner() {}

  /**
   * The owner of the mutex that {@code task} waits for.
   *
   * @param stack its frames, innermost first
   * @param tasks those that may be the owner
   */
  static Optional<Task> of(Task task, List<String> stack, List<Task> tasks) {
    String reason = task.waitReason();
    boolean locking =
        stack.stream().limit(FRAMES).anyMatch(frame -> frame.contains("pthread_mutex_lock"));
    if (task.state() != Task.State.BLOCKED || !reason.startsWith(FUTEX) || !locking) {
      return Optional.empty();
    }
    long address = Long.parseUnsignedLong(reason.substring(FUTEX.length()).split(" ")[0], 16);
    GuestMemory memory = ((PtraceThread) task.thread()).tracee().memory();
    byte[] owner = new byte[4];
    if (memory.read(address + OWNER_OFFSET, owner, 0, owner.length) < owner.length) {
      return Optional.empty();
    }
    int tid = Bytes.getInt(owner, 0);
    return tasks.stream().filter(other -> other.tid() == tid).findFirst();
  }
}
