package dev.reprise.engine;

import dev.reprise.kernel.KernelListener;
import dev.reprise.kernel.Task;
import java.util.List;

/** Several listeners, told in their order; at each event, so without an iterator. */
record Listeners(List<KernelListener> listeners) implements KernelListener {
  @Override
  public void entered(Task task, int nr, long[] args) {
    for (int i = 0; i < listeners.size(); i++) {
      listeners.get(i).entered(task, nr, args);
    }
  }

  @Override
  public void completed(long event, Task task, int nr, long[] args, long result) {
    for (int i = 0; i < listeners.size(); i++) {
      listeners.get(i).completed(event, task, nr, args, result);
    }
  }

  @Override
  public void happened(long event, Task task, String what, long detail) {
    for (int i = 0; i < listeners.size(); i++) {
      listeners.get(i).happened(event, task, what, detail);
    }
  }

  @Override
  public boolean looksAtGuests() {
    for (int i = 0; i < listeners.size(); i++) {
      if (listeners.get(i).looksAtGuests()) {
        return true;
      }
    }
    return false;
  }
}
