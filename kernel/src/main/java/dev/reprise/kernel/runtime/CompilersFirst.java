package dev.reprise.kernel.runtime;

import dev.reprise.kernel.GuestProcess;
import dev.reprise.kernel.Task;
import dev.reprise.kernel.sched.Scheduler;
import dev.reprise.linux.Nr;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Gives the compilers of a Java machine their turn before its other threads; among those another
 * scheduler decides.
 *
 * <p>Only the thread that asked for a method's compilation waits for it. Others which execute the
 * same method go on meanwhile as if nobody had asked, in code that counts its rounds. One of them
 * that waits in a loop without any call would do so for ever, and the compiler would never be
 * through. So nobody else runs between the moment at which a method is marked as queued, which is
 * just before its compiler is woken, and that at which the compiler has no more work.
 */
public final class CompilersFirst implements Scheduler {
  /** The names that the machine gives to its compilers' threads, as far as Linux keeps them. */
  private static final Set<String> COMPILERS = Set.of("C1 CompilerThre", "C2 CompilerThre");

  private static final int FUTEX_WAKE = 1;
  private static final int FUTEX_COMMAND = 0x7f;

  private final Scheduler others;

  /** Those that wait for somebody else, as they say, since a thread of another kind had a turn. */
  private final Set<Task> yielders = new HashSet<>();

  /** The process that was looked at most recently, and whether it has a compiler. */
  private @Nullable GuestProcess known;

  private boolean knownHasCompiler;

  /** Lets {@code others} decide when no compiler can run. */
  public CompilersFirst(Scheduler others) {
    this.others = others;
  }

  @Override
  public Task choose(List<Task> runnable, @Nullable Task current) {
    Task first = null;
    known = null;
    for (int i = 0; i < runnable.size(); i++) {
      Task task = runnable.get(i);
      if (!yielders.contains(task) && goesFirst(task) && (first == null || task == current)) {
        first = task;
      }
    }
    if (first != null) {
      return first;
    }
    Task chosen = others.choose(runnable, current);
    if (!yielders.contains(chosen)) {
      yielders.clear();
    }
    return chosen;
  }

  @Override
  public long staysWith(List<Task> runnable, Task current) {
    known = null;
    if (isCompiler(current) && !yielders.contains(current)) {
      return Long.MAX_VALUE;
    }
    for (int i = 0; i < runnable.size(); i++) {
      Task task = runnable.get(i);
      if (task != current && !yielders.contains(task) && goesFirst(task)) {
        return 0;
      }
    }
    return others.staysWith(runnable, current);
  }

  private boolean goesFirst(Task task) {
    return isCompiler(task) || wakesCompiler(task);
  }

  private static boolean isCompiler(Task task) {
    return COMPILERS.contains(task.name());
  }

  private boolean wakesCompiler(Task task) {
    // At which call a task is, is asked of a Java machine's alone: for the answer one has to wait.
    if (!hasCompiler(task.process())
        || !isAtFutex(task)
        || ((int) task.args()[1] & FUTEX_COMMAND) != FUTEX_WAKE) {
      return false;
    }
    for (Task other : task.process().tasks()) {
      if (isCompiler(other) && isAtFutex(other) && other.args()[0] == task.args()[0]) {
        return true;
      }
    }
    return false;
  }

  /** Threads of one process follow one another where they are asked about. */
  private boolean hasCompiler(GuestProcess process) {
    if (process != known) {
      known = process;
      knownHasCompiler =
          process.tasks().size() > 1
              && process.tasks().stream().anyMatch(CompilersFirst::isCompiler);
    }
    return knownHasCompiler;
  }

  private static boolean isAtFutex(Task task) {
    return task.isInCall() && task.nr() == Nr.FUTEX;
  }

  @Override
  public void yielded(Task task) {
    yielders.add(task);
    others.yielded(task);
  }

  @Override
  public void computes(Task task) {
    others.computes(task);
  }
}
