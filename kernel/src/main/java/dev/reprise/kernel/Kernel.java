package dev.reprise.kernel;

import dev.reprise.kernel.console.Console;
import dev.reprise.kernel.cpu.CodeSites;
import dev.reprise.kernel.cpu.VirtualCpu;
import dev.reprise.kernel.event.Watches;
import dev.reprise.kernel.fd.Descriptors;
import dev.reprise.kernel.file.Files;
import dev.reprise.kernel.futex.Futexes;
import dev.reprise.kernel.identity.CpuTimeLimit;
import dev.reprise.kernel.ipc.Ipc;
import dev.reprise.kernel.lock.Locks;
import dev.reprise.kernel.pipe.Fifos;
import dev.reprise.kernel.proc.SyntheticTree;
import dev.reprise.kernel.process.Processes;
import dev.reprise.kernel.runtime.LibraryFlags;
import dev.reprise.kernel.runtime.Runtimes;
import dev.reprise.kernel.sched.Scheduler;
import dev.reprise.kernel.sched.Supplies;
import dev.reprise.kernel.signal.Signals;
import dev.reprise.kernel.socket.Sockets;
import dev.reprise.kernel.spin.Spins;
import dev.reprise.kernel.terminal.Terminals;
import dev.reprise.kernel.time.TimerQueue;
import dev.reprise.kernel.time.VirtualClock;
import dev.reprise.linux.Errno;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The deterministic kernel of one run: its state, and the loop that handles one event after the
 * other.
 *
 * <p>Events happen one at a time. The scheduler chooses whose is next; that task's event is
 * handled, its call answered, and it runs to its next event, which waits there until the task is
 * chosen again. So the order of events is the scheduler's alone, and a run is a function of its
 * inputs.
 *
 * <p>Between two of its events a task is on its own, unless it shares memory. So it does not matter
 * whether the kernel waits for its arrival at once, or first handles events of tasks with other
 * memory, which then run side by side with it. {@link Task#thread} waits for whoever is asked for.
 *
 * <p>All methods are called on the thread that runs the guest.
 */
public final class Kernel {
  private final KernelConfig config;
  private final KernelListener listener;
  private final VirtualClock clock;
  private final TimerQueue timers = new TimerQueue();
  private final Handlers handlers = new Handlers();
  private final Dispatcher dispatcher;
  private final Scheduler scheduler;
  private final VirtualCpu cpu;
  private final Signals signals;
  private final Processes processes;
  private final Futexes futexes = new Futexes(this);
  private final Descriptors descriptors;
  private final Console console = new Console(this);
  private final Fifos fifos = new Fifos(this);
  private final Terminals terminals = new Terminals(this);
  private final Sockets sockets = new Sockets();
  private final Watches watches = new Watches(this);
  private final Files files = new Files(this);
  private final Locks locks = new Locks();
  private final Ipc ipc = new Ipc(this);
  private final Spins spins = new Spins(this);
  private final Runtimes runtimes;
  private final Foresight foresight;
  private final List<Task> tasks = new ArrayList<>();

  /** Who may run at present: one list for all events, so that they leave no garbage. */
  private final List<Task> runnable = new ArrayList<>();

  private final Consumer<Task> arrival = this::awaitEvent;
  private @Nullable Predicate<String> canChange;
  private long events;
  private Outside outside = Outside.SILENT;

  /** A kernel without tasks. */
  public Kernel(
      KernelConfig config,
      Scheduler scheduler,
      KernelListener listener,
      CodeSites codeSites,
      LibraryFlags libraryFlags) {
    this.config = config;
    this.scheduler = scheduler;
    this.listener = listener;
    this.clock = new VirtualClock(config.epochNanos());
    this.cpu = new VirtualCpu(this, codeSites);
    this.runtimes = new Runtimes(libraryFlags);
    this.foresight = new Foresight(this, listener);
    this.dispatcher = new Dispatcher(handlers, config.allowed());
    this.signals = new Signals(this);
    this.processes = new Processes(this);
    this.descriptors = new Descriptors(this);
    files.setSynthetic(new SyntheticTree(this));
    Domains.register(this, handlers);
  }

  public KernelConfig config() {
    return config;
  }

  public VirtualClock clock() {
    return clock;
  }

  /** What intercepts instructions: to be told of code that is mapped. */
  public VirtualCpu cpu() {
    return cpu;
  }

  /** What language runtimes are given: to be told of files that are mapped. */
  public Runtimes runtimes() {
    return runtimes;
  }

  public TimerQueue timers() {
    return timers;
  }

  public Scheduler scheduler() {
    return scheduler;
  }

  public Signals signals() {
    return signals;
  }

  public Processes processes() {
    return processes;
  }

  public Futexes futexes() {
    return futexes;
  }

  public Files files() {
    return files;
  }

  public Locks locks() {
    return locks;
  }

  public Ipc ipc() {
    return ipc;
  }

  public Descriptors descriptors() {
    return descriptors;
  }

  public Console console() {
    return console;
  }

  public Fifos fifos() {
    return fifos;
  }

  public Terminals terminals() {
    return terminals;
  }

  public Sockets sockets() {
    return sockets;
  }

  public Watches watches() {
    return watches;
  }

  /** All live tasks in the order of their creation. */
  public List<Task> tasks() {
    return tasks;
  }

  /** How many events have happened. */
  public long events() {
    return events;
  }

  /** Counts an event of a task and lets time pass. */
  public void countEvent(Task task) {
    events++;
    task.countEvent();
    clock.tick();
    signals.cpuTimePassed(task);
    CpuTimeLimit.check(this, task.process());
  }

  /** Tells the log of something that is not a system call. */
  public void report(Task task, String what, long detail) {
    listener.happened(events, task, what, detail);
  }

  /**
   * Runs the guest until its first process has exited and no other can write to the run's output
   * any more; what then is left, such as a daemon, is killed.
   *
   * @throws Deadlock when the first process lives and no task can ever run again
   * @throws Refused when the guest asks for what cannot be made deterministic
   * @throws TimedOut when the virtual time limit is reached
   * @throws EndedFromOutside when the world outside wants the run to end
   */
  public void run() {
    Task current = null;
    while (!isOver()) {
      current = next(current);
      if (current == null) {
        break;
      }
      step(current);
      checkLimits();
    }
    processes.killRest();
  }

  private boolean isOver() {
    return tasks.isEmpty() || (processes.first().isExited() && !console.isHeld());
  }

  private void checkLimits() {
    if (clock.elapsedNanos() > config.timeoutNanos()) {
      throw new TimedOut("the virtual time limit was reached");
    }
    lookOutside();
  }

  /** The tasks that wait in loops. */
  public Spins spins() {
    return spins;
  }

  /** Who may send signals to the run, or end it. */
  public Outside outside() {
    return outside;
  }

  /** Says who may send signals to the run, or end it; nobody may otherwise. */
  public void setOutside(Outside newOutside) {
    outside = newOutside;
  }

  /**
   * Lets the guest have the signals which have come from outside meanwhile: at each event, and when
   * a wait for the user's input was interrupted.
   *
   * @throws EndedFromOutside when the run is to end
   */
  public void lookOutside() {
    // A signal may come when the last thread has just ended: it finds nobody.
    while (!tasks.isEmpty()) {
      int signal = outside.takeSignal();
      if (signal == 0) {
        break;
      }
      report(tasks.getFirst(), "signal from outside", signal);
      if (!signals.sendFromOutside(signal)) {
        outside.ignored(signal);
      }
    }
    if (outside.wantsEnd()) {
      throw new EndedFromOutside();
    }
  }

  /** The task whose turn it is; null when only some are left that wait for ever after the run. */
  private @Nullable Task next(@Nullable Task current) {
    while (true) {
      wakeDue();
      findRunnable();
      if (!runnable.isEmpty()) {
        // A task that is dead is not runnable.
        boolean goesOn = current != null && current.state() == Task.State.RUNNABLE;
        Task chosen = scheduler.choose(runnable, goesOn ? current : null);
        if (current != null && chosen != current) {
          leave(current);
        }
        return chosen;
      }
      long earliest = earliestDeadline();
      if (earliest == Call.NEVER) {
        if (processes.first().isExited()) {
          return null;
        }
        throw new Deadlock(List.copyOf(tasks));
      }
      clock.advanceTo(earliest);
      checkLimits();
    }
  }

  /**
   * Somebody else is chosen; the task, if it is on its way, may be of those who run side by side.
   */
  private void leave(Task task) {
    AddressSpace space = task.process().addressSpace();
    if (canChange == null || !space.isRunning(task)) {
      return;
    }
    if (space.isExposed(task::mappings, canChange)) {
      space.await();
    } else {
      task.stepAside();
    }
  }

  private void findRunnable() {
    runnable.clear();
    for (int i = 0; i < tasks.size(); i++) {
      Task task = tasks.get(i);
      if (task.state() == Task.State.RUNNABLE) {
        runnable.add(task);
      }
    }
  }

  private void wakeDue() {
    long now = clock.monotonicNanos();
    timers.fireDue(now);
    for (int i = 0; i < tasks.size(); i++) {
      Task task = tasks.get(i);
      if (task.deadlineNanos() <= now) {
        task.unblock();
      }
    }
    spins.wake();
  }

  /** When something happens that is not the doing of a task that runs, in monotonic time. */
  long nextMoment() {
    long now = clock.monotonicNanos();
    long left = config.timeoutNanos() - clock.elapsedNanos();
    return Math.min(earliestDeadline(), left < Call.NEVER - now ? now + left : Call.NEVER);
  }

  /** How often a task that is about to run will be chosen again if only it has events. */
  long choices(Task task) {
    findRunnable();
    return runnable.size() == 1 ? Long.MAX_VALUE : scheduler.staysWith(runnable, task);
  }

  /** A task is at an event, and is to be chosen for it. */
  void chooseAgain(Task task) {
    findRunnable();
    if (scheduler.choose(runnable, task) != task) {
      throw new IllegalStateException(task + " should have been chosen again");
    }
  }

  private long earliestDeadline() {
    long earliest = timers.earliestNanos();
    for (Task task : tasks) {
      earliest = Math.min(earliest, task.deadlineNanos());
    }
    return earliest;
  }

  /**
   * Lets tasks with different memory run at the same time; what comes of it is the same.
   *
   * @param newCanChange whether a file may change in the course of the run, by its absolute path
   *     without links in the guest
   */
  public void letRunSideBySide(Predicate<String> newCanChange) {
    canChange = newCanChange;
  }

  /** Waits until all tasks are at their events. */
  public void awaitAll() {
    for (Task task : tasks) {
      task.process().addressSpace().await();
    }
  }

  /** Handles the event at which the task is, and lets it run to its next one. */
  private void step(Task task) {
    task.process().addressSpace().await();
    GuestEvent event = task.takeEvent();
    if (event != null && event.kind() != GuestEvent.Kind.SYSCALL) {
      handle(task, event);
      return;
    }
    if (event != null) {
      listener.entered(task, task.nr(), task.args());
    }
    if (task.isInCall()) {
      int nr = task.nr();
      long result = dispatcher.dispatch(new Call(this, task));
      if (result == Call.BLOCKED) {
        return;
      }
      complete(task, nr, result);
    } else if (task.state() == Task.State.RUNNABLE) {
      signals.deliver(task, task.takeInterruption());
    }
    if (task.state() == Task.State.RUNNABLE) {
      if (task.isInCall()) {
        // Interrupted without a handler: the call begins again when its turn comes.
        listener.entered(task, task.nr(), task.args());
      } else {
        letRun(task);
      }
    } else if (task.state() == Task.State.STOPPED) {
      task.thread().settle();
    }
  }

  private void complete(Task task, int nr, long result) {
    countEvent(task);
    task.leaveCall();
    if (task.state() != Task.State.DEAD && task.state() != Task.State.EXITED_LEADER) {
      signals.deliver(task, result);
    }
    listener.completed(events, task, nr, task.args(), result);
    if (Supplies.isLarge(nr, task.args(), result)) {
      scheduler.computes(task);
    }
  }

  private void letRun(Task task) {
    AddressSpace space = task.process().addressSpace();
    final boolean foreseen = foresight.allow(task);
    GuestEvent event = spins.resume(task);
    if (event != null) {
      arrived(task, event);
      return;
    }
    space.runs(task, arrival);
    if (canChange == null || foreseen) {
      space.await();
    }
  }

  private void awaitEvent(Task task) {
    arrived(task, spins.await(task));
  }

  /** What others could change, by making the task execute calls, is read before they can. */
  private void arrived(Task task, GuestEvent event) {
    foresight.settle();
    task.arrived(event);
    switch (event.kind()) {
      case SYSCALL -> enterCall(task);
      case FAULT -> event.info();
      default -> {}
    }
  }

  private void handle(Task task, GuestEvent event) {
    switch (event.kind()) {
      case FAULT -> {
        countEvent(task);
        if (!cpu.handle(task, event)) {
          signals.fault(task, event);
        }
      }
      case DIED -> processes.killedFromOutside(task, event.signal());
      case INTERRUPTED -> lookOutside();
      case SPIN -> {
        countEvent(task);
        spins.wait(task, java.util.Objects.requireNonNull(event.circle()));
      }
      case SYSCALL, STALLED, AT_PLACE ->
          throw new IllegalStateException(task + " has arrived at no event: " + event.kind());
    }
  }

  private void enterCall(Task task) {
    GuestThread thread = task.thread();
    for (int i = 0; i < 6; i++) {
      task.args()[i] = thread.register(dev.reprise.linux.UserRegs.argument(i));
    }
    task.enterCall((int) thread.register(dev.reprise.linux.UserRegs.ORIG_RAX));
    cpu.enteringCall(task);
  }

  /** Whether an errno is one of the kernel's own, which mean "restart". */
  public static boolean isRestart(long result) {
    return result == -Errno.ERESTARTSYS
        || result == -Errno.ERESTARTNOHAND
        || result == -Errno.ERESTARTNOINTR;
  }
}
