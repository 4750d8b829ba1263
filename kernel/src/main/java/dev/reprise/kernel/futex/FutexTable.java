package dev.reprise.kernel.futex;

import dev.reprise.kernel.Task;
import dev.reprise.kernel.WaitQueue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Who waits for which futex, in the order of arrival. */
final class FutexTable {
  /** A task's place in a queue; it outlives retries of the call and moves with a requeue. */
  static final class Waiter {
    final Task task;
    final long address;
    final int bitset;
    final boolean inheritsPriority;
    final WaitQueue wakeUp = new WaitQueue();
    FutexKey key;
    boolean woken;

    Waiter(Task task, FutexKey key, long address, int bitset, boolean inheritsPriority) {
      this.task = task;
      this.key = key;
      this.address = address;
      this.bitset = bitset;
      this.inheritsPriority = inheritsPriority;
    }
  }

  // Looked up by key only; nothing depends on the order of the keys.
  private final Map<FutexKey, List<Waiter>> queues = new HashMap<>();

  void add(Waiter waiter) {
    queues.computeIfAbsent(waiter.key, key -> new ArrayList<>()).add(waiter);
  }

  void remove(Waiter waiter) {
    List<Waiter> queue = queues.get(waiter.key);
    if (queue != null) {
      queue.remove(waiter);
      if (queue.isEmpty()) {
        queues.remove(waiter.key);
      }
    }
  }

  /** Whether nobody waits anywhere. */
  boolean isEmpty() {
    return queues.isEmpty();
  }

  /** The waiters for a key, in the order of arrival. */
  List<Waiter> waiters(FutexKey key) {
    return List.copyOf(queues.getOrDefault(key, List.of()));
  }

  /** Wakes up to {@code count} waiters whose bits meet {@code bitset}; returns how many. */
  int wake(FutexKey key, int count, int bitset) {
    int woken = 0;
    for (Waiter waiter : waiters(key)) {
      if (woken >= count) {
        break;
      }
      if ((waiter.bitset & bitset) != 0 && !waiter.inheritsPriority) {
        wake(waiter);
        woken++;
      }
    }
    return woken;
  }

  /** Takes one waiter out of its queue and lets its call return. */
  void wake(Waiter waiter) {
    remove(waiter);
    waiter.woken = true;
    waiter.wakeUp.wakeAll();
  }

  /** Moves up to {@code count} waiters to another key; returns how many. */
  int requeue(FutexKey from, FutexKey to, int count) {
    int moved = 0;
    for (Waiter waiter : waiters(from)) {
      if (moved >= count) {
        break;
      }
      remove(waiter);
      waiter.key = to;
      add(waiter);
      moved++;
    }
    return moved;
  }

  /** Takes a task that ends, or whose program is replaced, out of all queues. */
  void forget(Task task) {
    if (queues.isEmpty()) {
      return;
    }
    for (List<Waiter> queue : List.copyOf(queues.values())) {
      for (Waiter waiter : List.copyOf(queue)) {
        if (waiter.task == task) {
          remove(waiter);
        }
      }
    }
  }

  /** The first waiter of each priority-inheriting queue. */
  List<Waiter> inheritors() {
    if (queues.isEmpty()) {
      return List.of();
    }
    List<Waiter> all = new ArrayList<>();
    for (List<Waiter> queue : queues.values()) {
      if (queue.getFirst().inheritsPriority) {
        all.add(queue.getFirst());
      }
    }
    // Hash order must not decide anything: the oldest thread comes first.
    all.sort((a, b) -> Integer.compare(a.task.tid(), b.task.tid()));
    return all;
  }
}
