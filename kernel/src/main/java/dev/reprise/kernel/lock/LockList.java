package dev.reprise.kernel.lock;

import dev.reprise.kernel.WaitQueue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The range locks of one file, and those who wait for them. */
final class LockList {
  private final List<RangeLock> locks = new ArrayList<>();
  private final WaitQueue changed = new WaitQueue();

  /** Woken when a lock was given back or weakened. */
  WaitQueue changed() {
    return changed;
  }

  boolean isEmpty() {
    return locks.isEmpty();
  }

  /** The held lock with the lowest first byte that keeps a wanted one out, or null. */
  @Nullable RangeLock conflict(RangeLock wanted) {
    return locks.stream()
        .filter(wanted::conflicts)
        .min(Comparator.comparingLong(RangeLock::first))
        .orElse(null);
  }

  /** Sets a lock which has no conflict; what its owner holds in the range is replaced. */
  void set(RangeLock lock) {
    cut(lock.owner(), lock.first(), lock.last());
    locks.add(merged(lock));
    changed.wakeAll();
  }

  /** Gives back what an owner holds in a range. */
  void unlock(Object owner, long first, long last) {
    if (cut(owner, first, last)) {
      changed.wakeAll();
    }
  }

  private boolean cut(Object owner, long first, long last) {
    List<RangeLock> rest = new ArrayList<>();
    boolean any = false;
    for (RangeLock held : locks) {
      if (held.owner() != owner || held.last() < first || last < held.first()) {
        rest.add(held);
        continue;
      }
      any = true;
      if (held.first() < first) {
        rest.add(held.within(held.first(), first - 1));
      }
      if (last < held.last()) {
        rest.add(held.within(last + 1, held.last()));
      }
    }
    locks.clear();
    locks.addAll(rest);
    return any;
  }

  /** Joins a lock with its owner's neighbours of the same kind: F_GETLK shows them as one. */
  private RangeLock merged(RangeLock lock) {
    long first = lock.first();
    long last = lock.last();
    for (RangeLock held : List.copyOf(locks)) {
      if (held.owner() != lock.owner() || held.exclusive() != lock.exclusive()) {
        continue;
      }
      if (held.last() != Long.MAX_VALUE && held.last() + 1 == first) {
        first = held.first();
        locks.remove(held);
      } else if (last != Long.MAX_VALUE && last + 1 == held.first()) {
        last = held.last();
        locks.remove(held);
      }
    }
    return lock.within(first, last);
  }
}
