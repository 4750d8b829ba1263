package dev.reprise.kernel;

import dev.reprise.kernel.Outside.Patience;
import dev.reprise.kernel.identity.Credentials;
import dev.reprise.kernel.random.RandomSource;
import dev.reprise.kernel.sched.Scheduling;
import dev.reprise.kernel.signal.Signals;
import dev.reprise.kernel.signal.TaskSignals;
import dev.reprise.kernel.spin.Circle;
import dev.reprise.kernel.spin.Pauses;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A thread of the guest, in the words of Linux's kernel: its identity, its call and what it awaits.
 */
public final class Task {
  /** What keeps a task from running. */
  public enum State {
    /**
     * Nothing: it has arrived at an event (or is before its first instruction) and waits for its
     * turn, or is still on its way there.
     */
    RUNNABLE,
    /** The condition of its call, or memory which it reads in circles. */
    BLOCKED,
    /** A stop signal (job control). */
    STOPPED,
    /** It has exited, but its process lives on and the host needs its leader. */
    EXITED_LEADER,
    DEAD
  }

  private final GuestProcess process;
  private final TaskSignals signals = new TaskSignals();
  private final Scheduling scheduling;
  private final long startNanos;
  private final long[] args = new long[6];
  private GuestThread thread;
  private Credentials credentials;
  private int tid;
  private @Nullable GuestEvent event;
  private Patience patience = Patience.ENDLESS;
  private int nr = -1;
  private boolean inCall;
  private boolean asksForeseeable;
  private State state = State.RUNNABLE;
  private @Nullable Object remembered;
  private boolean waited;
  private @Nullable Long waitsUntil;
  private long interruption = Signals.NO_RESULT;
  private String waitReason = "";
  private long deadlineNanos = Call.NEVER;
  private List<WaitQueue> queues = List.of();
  private @Nullable Circle circle;
  private final Pauses pauses = new Pauses();
  private long clearChildTid;
  private long robustList;
  private long events;
  private String name;
  private RandomSource random;

  /** A task that is about to run its first instruction. */
  public Task(
      int tid,
      GuestProcess process,
      GuestThread thread,
      String name,
      RandomSource random,
      Scheduling scheduling,
      long startNanos) {
    this.tid = tid;
    this.process = process;
    this.credentials = process.credentials();
    this.thread = thread;
    this.name = name;
    this.random = random;
    this.scheduling = scheduling;
    this.startNanos = startNanos;
  }

  /** The id in the guest's view. */
  public int tid() {
    return tid;
  }

  /** How often it pauses. */
  public Pauses pauses() {
    return pauses;
  }

  /** After an exec a thread has its process's id. */
  public void becomeLeader() {
    tid = process.pid();
  }

  public GuestProcess process() {
    return process;
  }

  /**
   * The thread, stopped: if it, or another one with the same memory, is on its way to its next
   * event, this waits until it is there. So whoever touches a thread or its memory finds what there
   * would be if threads never ran side by side.
   */
  public GuestThread thread() {
    process.addressSpace().await();
    return thread;
  }

  /** Others are served while the task is on its way. */
  void stepAside() {
    thread.stepAside();
  }

  /** The process's mappings, also while the thread is on its way. */
  List<Mapping> mappings() {
    return thread.hostMappings();
  }

  /** The task has arrived at an event, which is handled when its turn comes. */
  void arrived(GuestEvent newEvent) {
    event = newEvent;
  }

  /**
   * Takes the event at which the task is and which was not handled yet; null when there is none.
   */
  @Nullable GuestEvent takeEvent() {
    GuestEvent taken = event;
    event = null;
    return taken;
  }

  /** For how long it may run to its next event until somebody looks at it. */
  public Patience patience() {
    return patience;
  }

  public void setPatience(Patience newPatience) {
    patience = newPatience;
  }

  public TaskSignals signals() {
    return signals;
  }

  /** Who it is and what it may do; those of a process's first thread are the process's. */
  public Credentials credentials() {
    return credentials;
  }

  public void setCredentials(Credentials newCredentials) {
    credentials = newCredentials;
  }

  /** What the scheduling calls set and tell. */
  public Scheduling scheduling() {
    return scheduling;
  }

  /** When it was made, in virtual monotonic time. */
  public long startNanos() {
    return startNanos;
  }

  /** The thread's own generator for getrandom(2) and its like. */
  public RandomSource random() {
    return random;
  }

  /** The number of the call at which it is stopped. */
  public int nr() {
    process.addressSpace().await();
    return nr;
  }

  /** The six arguments of the call at which it is stopped. */
  public long[] args() {
    process.addressSpace().await();
    return args;
  }

  /** Whether it is stopped at a call which has no result yet. */
  public boolean isInCall() {
    process.addressSpace().await();
    return inCall;
  }

  /** How many events it has made: its use of the virtual CPU. */
  public long events() {
    return events;
  }

  void countEvent() {
    events++;
  }

  void enterCall(int number) {
    nr = number;
    asksForeseeable = asksForeseeable || Foresight.isForeseeable(number);
    waitsUntil = null;
    beginCall();
  }

  /** Whether it has ever made a call whose answer could be told before. */
  boolean asksForeseeable() {
    return asksForeseeable;
  }

  /** Begins the call at which it is stopped: for the first time, or again after a signal. */
  public void beginCall() {
    inCall = true;
    waited = false;
    remembered = null;
  }

  /** The call has its result, or will be made anew. */
  public void leaveCall() {
    inCall = false;
    waited = false;
    remembered = null;
  }

  /** Whether it is in the midst of a call, in which it has waited. */
  public boolean isWaiting() {
    return inCall && waited;
  }

  /** Until when the call waits, also when signals make it begin again; null when nobody said. */
  @Nullable Long waitsUntil() {
    return waitsUntil;
  }

  void setWaitsUntil(long nanos) {
    waitsUntil = nanos;
  }

  /**
   * What a call of a stopped task has returned, when a signal interrupted it: what becomes of it is
   * decided when the task goes on. {@link Signals#NO_RESULT} otherwise.
   */
  long takeInterruption() {
    long taken = interruption;
    interruption = Signals.NO_RESULT;
    return taken;
  }

  /** Keeps the result of an interrupted call until the task, which is stopped, goes on. */
  public void setInterruption(long result) {
    interruption = result;
  }

  @Nullable Object remembered() {
    return remembered;
  }

  void setRemembered(@Nullable Object value) {
    remembered = value;
  }

  public State state() {
    return state;
  }

  /** Changes the state; a blocked task leaves its queues first. */
  public void setState(State next) {
    unblock();
    state = next;
  }

  void block(String reason, long deadline, WaitQueue... waitQueues) {
    state = State.BLOCKED;
    waited = true;
    waitReason = reason;
    deadlineNanos = deadline;
    queues = List.of(waitQueues);
    for (WaitQueue queue : queues) {
      queue.add(this);
    }
  }

  /** The task does nothing but wait until its memory changes. */
  public void spin(Circle newCircle, String reason) {
    block(reason, Call.NEVER);
    circle = newCircle;
  }

  /** The loop in which a blocked task spins; null when it is blocked in a call, or not at all. */
  public @Nullable Circle circle() {
    return circle;
  }

  /** Lets a blocked task try its call again; others are not changed. */
  public void unblock() {
    if (state == State.BLOCKED) {
      for (WaitQueue queue : queues) {
        queue.remove(this);
      }
      queues = List.of();
      circle = null;
      deadlineNanos = Call.NEVER;
      waitReason = "";
      state = State.RUNNABLE;
    }
  }

  /** What a blocked task waits for. */
  public String waitReason() {
    return waitReason;
  }

  /** When a blocked task gives up, in virtual monotonic nanoseconds. */
  public long deadlineNanos() {
    return deadlineNanos;
  }

  /** The address which the kernel clears and wakes when the thread exits, or 0. */
  public long clearChildTid() {
    return clearChildTid;
  }

  public void setClearChildTid(long address) {
    clearChildTid = address;
  }

  /** The head of the list of robust futexes, or 0. */
  public long robustList() {
    return robustList;
  }

  public void setRobustList(long address) {
    robustList = address;
  }

  /** The thread's name as {@code prctl(PR_GET_NAME)} tells it. */
  public String name() {
    return name;
  }

  /** Changes the name; Linux keeps its first 15 bytes. */
  public void setName(String newName) {
    name = newName.substring(0, Math.min(newName.length(), 15));
  }

  @Override
  public String toString() {
    return "thread " + tid + " of process " + process.pid() + " (" + name + ")";
  }
}
