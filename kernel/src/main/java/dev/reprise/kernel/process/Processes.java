package dev.reprise.kernel.process;

import dev.reprise.kernel.AddressSpace;
import dev.reprise.kernel.Filesystem;
import dev.reprise.kernel.GuestProcess;
import dev.reprise.kernel.GuestThread;
import dev.reprise.kernel.Kernel;
import dev.reprise.kernel.KilledFromOutside;
import dev.reprise.kernel.Limits;
import dev.reprise.kernel.Task;
import dev.reprise.kernel.fd.FdTable;
import dev.reprise.kernel.identity.Credentials;
import dev.reprise.kernel.random.RandomSource;
import dev.reprise.kernel.sched.Scheduling;
import dev.reprise.kernel.signal.ProcessSignals;
import dev.reprise.kernel.signal.Sig;
import dev.reprise.kernel.time.VirtualClock;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The tree of processes, as the guest sees it.
 *
 * <p>For the host all guest processes are children of the container's init, so that ends, orphans
 * and zombies are this class's alone.
 */
public final class Processes {
  private static final long TICK_NANOS = 10_000_000;

  private final Kernel kernel;
  private final Jobs jobs;
  private final Exits exits;
  private final TreeMap<Integer, GuestProcess> byPid = new TreeMap<>();
  private @Nullable GuestProcess first;
  private long nextAddressSpace = 1;

  public Processes(Kernel kernel) {
    this.kernel = kernel;
    this.jobs = new Jobs(kernel);
    this.exits = new Exits(kernel, this);
  }

  /** Adds the run's first process, stopped before it executes its program. */
  public Task start(int pid, GuestThread thread, String workingDirectory) {
    GuestProcess process =
        new GuestProcess(
            pid,
            null,
            newAddressSpace(),
            new FdTable(),
            new Filesystem(workingDirectory, 0022),
            ProcessSignals.initial(),
            Limits.initial(),
            Credentials.initial(kernel.config().userId(), kernel.config().groupId()));
    first = process;
    byPid.put(pid, process);
    return newTask(pid, process, thread, "reprise");
  }

  /** The run's first process; its exit status is the run's. */
  public GuestProcess first() {
    return java.util.Objects.requireNonNull(first);
  }

  /** Job control. */
  public Jobs jobs() {
    return jobs;
  }

  /** The CPU time of a process, in the hundredths of a second that times(2) counts. */
  public long cpuTicks(GuestProcess process) {
    return process.events() * VirtualClock.EVENT_NANOS / TICK_NANOS;
  }

  /** All processes which exist, also those which have exited and were not waited for, by id. */
  public List<GuestProcess> all() {
    return new ArrayList<>(byPid.values());
  }

  /** A process by its id, or null. */
  public @Nullable GuestProcess get(int pid) {
    return byPid.get(pid);
  }

  /** A live thread by its id, or null. */
  public @Nullable Task task(int tid) {
    for (Task task : kernel.tasks()) {
      if (task.tid() == tid) {
        return task;
      }
    }
    return null;
  }

  AddressSpace newAddressSpace() {
    return new AddressSpace(nextAddressSpace++);
  }

  void add(GuestProcess process) {
    byPid.put(process.pid(), process);
  }

  Task newTask(int tid, GuestProcess process, GuestThread thread, String name) {
    RandomSource random = RandomSource.derive(kernel.config().randomSeed(), tid);
    Task task =
        new Task(
            tid,
            process,
            thread,
            name,
            random,
            new Scheduling(kernel.config().cpus()),
            kernel.clock().monotonicNanos());
    if (process.tasks().isEmpty()) {
      process.setStarted(name, task.startNanos());
    }
    process.tasks().add(task);
    kernel.tasks().add(task);
    return task;
  }

  /** Ends one thread; with the last one its process ends. */
  public void exitTask(Task task, int status) {
    GuestProcess process = task.process();
    if (othersAlive(task) == 0) {
      // The last word counts, not the first thread's: as Linux does since 5.17.
      terminate(process, status);
      return;
    }
    kernel.signals().threadEnds(task);
    releaseTask(task);
    if (task.tid() == process.pid()) {
      // The host does not let the leader go before the others; it stays stopped at its exit.
      task.setState(Task.State.EXITED_LEADER);
    } else {
      task.thread().exit();
      remove(task);
    }
    exits.threadEnded(task);
    jobs.finishStop(process);
  }

  private static int othersAlive(Task task) {
    int alive = 0;
    for (Task other : task.process().tasks()) {
      if (other != task && other.state() != Task.State.EXITED_LEADER) {
        alive++;
      }
    }
    return alive;
  }

  private void remove(Task task) {
    task.setState(Task.State.DEAD);
    task.process().addExitedEvents(task.events());
    task.process().tasks().remove(task);
    kernel.tasks().remove(task);
  }

  /** A thread is gone because another thread of its process has replaced the program. */
  void vanished(Task task) {
    task.unblock();
    kernel.futexes().forget(task);
    remove(task);
  }

  /** A task has replaced its program and is about to run the new one's first instruction. */
  public void execed(Task task, String path) {
    GuestProcess process = task.process();
    leaveProgram(task);
    task.setName(path.substring(path.lastIndexOf('/') + 1));
    process.setStarted(task.name(), process.startNanos());
    process.setAddressSpace(newAddressSpace());
    if (process.files().isShared()) {
      FdTable own = process.files().copy();
      process.files().leave(kernel);
      process.setFiles(own);
    }
    process.files().closeOnExec(kernel);
    kernel.signals().execed(task);
    process.options().execed();
    process.setCredentials(task.credentials());
    process.credentials().execed();
    process.setExitSignal(Sig.CHLD);
    process.setHasExeced();
    process.vforkDone().wakeAll();
    NewProgram program = new NewProgram(task);
    boolean prepared = program.prepare();
    process.setExecutable(program.executable(path));
    if (prepared) {
      kernel.cpu().programLoaded(task, program.mappings(), program.linker());
    } else {
      // As on Linux, where a limit that is too low for the program itself is found out as late.
      terminate(process, Sig.SEGV);
    }
  }

  /**
   * A task has left its program, but the new one is so damaged that the host found it out only
   * then: as Linux does, SIGSEGV ends the process, whatever handlers it had.
   */
  public void givenUp(Task task) {
    leaveProgram(task);
    terminate(task.process(), Sig.SEGV);
  }

  private void leaveProgram(Task task) {
    List<Task> others = new ArrayList<>(task.process().tasks());
    others.remove(task);
    for (Task other : others) {
      vanished(other);
    }
    task.becomeLeader();
    task.setClearChildTid(0);
    task.setRobustList(0);
  }

  /** What a thread's end means for others: futexes it holds are released. */
  private void releaseTask(Task task) {
    if (task.state() == Task.State.EXITED_LEADER) {
      return;
    }
    task.unblock();
    kernel.futexes().release(task);
  }

  /**
   * Ends a process with all its threads.
   *
   * @param status as wait4(2) tells it: {@code code << 8} or a signal
   */
  public void terminate(GuestProcess process, int status) {
    if (process.isExited()) {
      return;
    }
    process.setExited(status);
    List<Task> tasks = new ArrayList<>(process.tasks());
    for (Task task : tasks) {
      releaseTask(task);
    }
    tasks.getFirst().thread().killProcess();
    for (Task task : tasks.reversed()) {
      task.thread().awaitDeath();
      remove(task);
    }
    exits.ended(process);
  }

  /** The run is over: kills what is left of it, the youngest first. */
  public void killRest() {
    for (GuestProcess process : all().reversed()) {
      terminate(process, Sig.KILL);
    }
  }

  /** A thread was killed by somebody outside of the run, for instance the host's OOM killer. */
  public void killedFromOutside(Task task, int signal) {
    throw new KilledFromOutside(task, signal);
  }

  /** Removes an exited process, which was waited for, from the tree. */
  void reap(GuestProcess process) {
    exits.reap(process);
  }

  /** An exited process is no longer known by its id; the first one's status is the run's. */
  void forget(GuestProcess process) {
    if (process != first) {
      byPid.remove(process.pid());
    }
  }

  /** A new descriptor of a process. */
  PidFd pidFd(GuestProcess process, int flags) {
    PidFd pidFd = new PidFd(process, flags);
    process.job().watchers().add(pidFd);
    return pidFd;
  }
}
