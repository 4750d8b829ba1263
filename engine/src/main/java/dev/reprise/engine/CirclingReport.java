package dev.reprise.engine;

import dev.reprise.kernel.Outside.Patience;
import dev.reprise.kernel.Task;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * Tells the user of a thread that runs in a small loop for long while others wait. It may compute.
 * Or it waits for them in a way that is not understood, because a register or its memory changes
 * each time: then it waits for ever, and nobody would know why.
 */
final class CirclingReport {
  private static final Duration OF_THREADS = Duration.ofSeconds(10);

  /** Processes seldom wait for each other in this way. */
  private static final Duration OF_PROCESSES = Duration.ofSeconds(60);

  private static final int GROWTH = 10;

  private final Stacks stacks;
  private final Consumer<String> messages;
  private Duration nextOfThreads = OF_THREADS;
  private Duration nextOfProcesses = OF_PROCESSES;

  CirclingReport(Stacks stacks, Consumer<String> messages) {
    this.stacks = stacks;
    this.messages = messages;
  }

  /** A task has been seen in a small loop after so much real time without an event. */
  void seen(Task task, Patience patience, Duration stalled) {
    boolean hasThreads = task.process().tasks().size() > 1;
    Duration next = hasThreads ? nextOfThreads : nextOfProcesses;
    if (patience != Patience.SHORT || stalled.compareTo(next) < 0) {
      return;
    }
    nextOfThreads = stalled.multipliedBy(GROWTH);
    nextOfProcesses = stalled.multipliedBy(GROWTH);
    List<String> stack = stacks.stack(task);
    messages.accept(
        task
            + " has made no system call for "
            + stalled.toSeconds()
            + " s and is in a small loop, "
            + (stack.isEmpty() ? "" : stack.getFirst().replaceFirst("^#0 ", "in "))
            + ", while others wait for their turn. If it waits for them it will not end, for"
            + " something changes each time the loop is run: let it call sched_yield(). The option"
            + " --wall-timeout ends such a run");
  }
}
