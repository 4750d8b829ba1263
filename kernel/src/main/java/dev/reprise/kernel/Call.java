package dev.reprise.kernel;

import dev.reprise.linux.Errno;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * One system call of one task, as its handler sees it.
 *
 * <p>A handler whose condition does not hold yet returns {@link #block}; it is run again, from its
 * beginning, when the condition may hold, when its deadline passes and when a signal comes. What
 * must not be computed twice (a deadline, a place in a queue, a child already made) goes through
 * {@link #remember}.
 */
public final class Call {
  /** The handler's task waits; not a result for the guest. */
  static final long BLOCKED = Long.MIN_VALUE;

  /** The deadline of a call that waits without one, in nanoseconds of virtual monotonic time. */
  public static final long NEVER = Long.MAX_VALUE;

  private final Kernel kernel;
  private final Task task;

  Call(Kernel kernel, Task task) {
    this.kernel = kernel;
    this.task = task;
  }

  public Kernel kernel() {
    return kernel;
  }

  public Task task() {
    return task;
  }

  public GuestProcess process() {
    return task.process();
  }

  public Memory memory() {
    return task.thread().memory();
  }

  /** The number of the system call. */
  public int nr() {
    return task.nr();
  }

  /** Argument 0 to 5. */
  public long arg(int index) {
    return task.args()[index];
  }

  /** Argument 0 to 5, as the kernel sees an {@code int}. */
  public int intArg(int index) {
    return (int) task.args()[index];
  }

  /** The path which argument {@code index} points to. */
  public String path(int index) {
    return memory().readCString(arg(index), 4095);
  }

  /** Makes the host kernel execute this very call, as the guest gave it. */
  public long execute() {
    long[] a = task.args();
    return task.thread().execute(task.nr(), a[0], a[1], a[2], a[3], a[4], a[5]);
  }

  /**
   * As {@link #execute()}, when the call's result is known before and the handler asks for nothing
   * more of the host: the host may execute it when the guest runs on.
   */
  public long executeLast(long result) {
    long[] a = task.args();
    return task.thread().executeLast(task.nr(), a[0], a[1], a[2], a[3], a[4], a[5], result);
  }

  /** Makes the host kernel execute a call in the guest; missing arguments are zero. */
  public long execute(int nr, long... args) {
    return task.thread()
        .execute(nr, at(args, 0), at(args, 1), at(args, 2), at(args, 3), at(args, 4), at(args, 5));
  }

  private static long at(long[] args, int index) {
    return index < args.length ? args[index] : 0;
  }

  /**
   * A value that belongs to this call for as long as it lasts: made at the first try, the same at
   * each retry. A call has one such value.
   */
  @SuppressWarnings("unchecked")
  public <T> T remember(Supplier<T> first) {
    Object value = task.remembered();
    if (value == null) {
      value = first.get();
      task.setRemembered(value);
    }
    return (T) value;
  }

  /**
   * Until when the call waits, in virtual monotonic time or {@link #NEVER}: computed at the first
   * try. It also holds when a signal without a handler interrupts the call, which then begins
   * again: what was remembered is forgotten, but the time that has passed counts.
   */
  public long deadline(LongSupplier first) {
    Long known = task.waitsUntil();
    if (known != null) {
      return known;
    }
    long deadline = first.getAsLong();
    task.setWaitsUntil(deadline);
    return deadline;
  }

  /**
   * Lets the task wait until one of the queues is woken, the deadline passes or a signal comes.
   *
   * @param reason what it waits for, for the deadlock report: "read of pipe 3"
   * @param deadlineNanos in virtual monotonic time, or {@link #NEVER}; the handler itself looks
   *     whether it has passed
   * @return what the handler must return: the task waits, or a signal is due and the call ends
   */
  public long block(String reason, long deadlineNanos, WaitQueue... queues) {
    if (kernel.signals().isDeliverable(task)) {
      return -Errno.ERESTARTSYS;
    }
    return blockUninterruptibly(reason, deadlineNanos, queues);
  }

  /** As {@link #block}, but only the death of the process ends it early. */
  public long blockUninterruptibly(String reason, long deadlineNanos, WaitQueue... queues) {
    task.block(reason, deadlineNanos, queues);
    return BLOCKED;
  }

  /**
   * For a handler in which the task was stopped or ended: what it must return. If the task goes on
   * one day, the call is tried again.
   */
  public long suspend() {
    return BLOCKED;
  }

  /** Whether a deadline has passed. */
  public boolean expired(long deadlineNanos) {
    return kernel.clock().monotonicNanos() >= deadlineNanos;
  }
}
