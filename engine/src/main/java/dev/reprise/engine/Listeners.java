package dev.reprise.engine;

import dev.reprise.kernel.KernelListener;
import dev.reprise.kernel.Task;
import java.util.List;

/** Several listeners, told in their order. */
record Listeners(List<KernelListener> listeners) implements KernelListener {
  @Override
  public void entered(Task task, int nr, long[] args) {
    for (KernelListener listener : listeners) {
      listener.entered(task, nr, args);
    }
  }

  @Override
  public void completed(long event, Task task, int nr, long[] args, long result) {
    for (KernelListener listener : listeners) {
      listener.completed(event, task, nr, args, result);
    }
  }

  @Override
  public void happened(long event, Task task, String what, long detail) {
    for (KernelListener listener : listeners) {
      listener.happened(event, task, what, detail);
    }
  }
}
