package dev.reprise.kernel.lock;

import dev.reprise.kernel.Call;
import dev.reprise.kernel.fd.FdTable;
import dev.reprise.kernel.fd.KernelFile;
import dev.reprise.kernel.fd.OpenFile;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The advisory locks of all files. The host never sees one, so that who gets a lock is decided by
 * the order of events.
 *
 * <p>A file is known by its virtual inode; a pipe or the like, which has none, by itself. As in
 * Linux, the locks of fcntl(2) belong to the table of descriptors, which a process has alone or
 * shares, and go with the first descriptor that it closes of the file; those of flock(2) and of
 * F_OFD_SETLK belong to the open file.
 */
public final class Locks {
  private final Map<Object, LockList> ranges = new LinkedHashMap<>();
  private final Map<Object, LockList> whole = new LinkedHashMap<>();
  private final Map<Object, Wait> waiting = new IdentityHashMap<>();

  /** An owner waits for a lock. */
  private record Wait(LockList list, RangeLock wanted) {}

  /** What locks of a file are kept by. */
  static Object key(Call call, OpenFile file, int fd) {
    return file instanceof KernelFile real ? call.kernel().files().inode(call, real, fd) : file;
  }

  LockList ranges(Object key) {
    return ranges.computeIfAbsent(key, k -> new LockList());
  }

  LockList whole(Object key) {
    return whole.computeIfAbsent(key, k -> new LockList());
  }

  /** Whether waiting for a lock would close a circle of waiting owners. */
  boolean wouldDeadlock(RangeLock wanted, RangeLock held) {
    Object blocker = held.owner();
    for (int step = 0; step <= waiting.size(); step++) {
      if (blocker == wanted.owner()) {
        return true;
      }
      Wait wait = waiting.get(blocker);
      RangeLock next = wait == null ? null : wait.list.conflict(wait.wanted);
      if (next == null) {
        return false;
      }
      blocker = next.owner();
    }
    return false;
  }

  void waits(LockList list, RangeLock wanted) {
    waiting.put(wanted.owner(), new Wait(list, wanted));
  }

  void waitsNoMore(Object owner) {
    waiting.remove(owner);
  }

  /** A table of descriptors has closed one of a file. */
  public void descriptorClosed(FdTable table, OpenFile file) {
    waiting.remove(table);
    if (!ranges.isEmpty()) {
      @Nullable Object key = file instanceof KernelFile real ? real.inode() : file;
      LockList list = key == null ? null : ranges.get(key);
      if (list != null) {
        list.unlock(table, 0, Long.MAX_VALUE);
      }
      prune(ranges.values());
    }
  }

  /** An open file has lost its last reference. */
  public void fileClosed(OpenFile file) {
    unlockAll(ranges.values(), file);
    unlockAll(whole.values(), file);
  }

  private static void unlockAll(Collection<LockList> lists, OpenFile owner) {
    for (LockList list : lists) {
      list.unlock(owner, 0, Long.MAX_VALUE);
    }
    prune(lists);
  }

  private static void prune(Collection<LockList> lists) {
    lists.removeIf(list -> list.isEmpty() && list.changed().isEmpty());
  }
}
