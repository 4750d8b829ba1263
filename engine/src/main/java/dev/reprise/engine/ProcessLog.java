package dev.reprise.engine;

import dev.reprise.kernel.KernelListener;
import dev.reprise.kernel.Task;
import dev.reprise.linux.Nr;

/** Says in the log which programs a run's processes execute, and what happens to them besides. */
record ProcessLog(EngineLog log) implements KernelListener {
  @Override
  public void entered(Task task, int nr, long[] args) {
    if (nr == Nr.EXIT_GROUP) {
      log.debug(task + " exits with " + (args[0] & 0xff));
    }
  }

  @Override
  public void completed(long event, Task task, int nr, long[] args, long result) {
    if (nr == Nr.EXECVE && result == 0) {
      log.debug("event " + event + ": " + task + " executes " + task.process().executable());
    }
  }

  @Override
  public boolean looksAtGuests() {
    return false;
  }

  @Override
  public void happened(long event, Task task, String what, long detail) {
    if (!what.equals("rdtsc") && !what.equals("cpuid")) {
      log.debug("event " + event + ": " + task + ": " + what + " " + detail);
    }
  }
}
