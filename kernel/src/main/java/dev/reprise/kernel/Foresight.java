package dev.reprise.kernel;

import dev.reprise.kernel.identity.CpuTimeLimit;
import dev.reprise.kernel.identity.Credentials;
import dev.reprise.kernel.time.ClockCalls;
import dev.reprise.kernel.time.VirtualClock;
import dev.reprise.linux.Nr;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells a task the answers of its next calls before it makes them, where nothing can come between:
 * no other task is chosen, no timer is due, and nobody looks at the guest at each event.
 *
 * <p>When the task arrives at an event that it has not answered itself, those which it has are gone
 * through: they are counted, logged and cost time as all others. So nobody can tell which way a
 * call was answered.
 */
public final class Foresight {
  /** The calls whose results are constant until the task's next event. */
  public static final List<Integer> CONSTANT =
      List.of(
          Nr.GETPID,
          Nr.GETTID,
          Nr.GETPPID,
          Nr.GETPGRP,
          Nr.GETUID,
          Nr.GETEUID,
          Nr.GETGID,
          Nr.GETEGID);

  /** How many clocks can be told, by their ids from 0. */
  public static final int CLOCKS = 8;

  private final Kernel kernel;
  private final KernelListener listener;
  private final long[] clocks = new long[CLOCKS];
  private final long[] constants = new long[CONSTANT.size()];
  private long[] results = {};
  private @Nullable Task task;
  private @Nullable OwnAnswers answers;

  Foresight(Kernel kernel, KernelListener listener) {
    this.kernel = kernel;
    this.listener = listener;
  }

  /** Whether the answers of some calls with a number can be told before. */
  public static boolean isForeseeable(int nr) {
    return switch (nr) {
      case Nr.CLOCK_GETTIME, Nr.GETTIMEOFDAY -> true;
      case Nr.GETPID, Nr.GETTID, Nr.GETPPID, Nr.GETPGRP -> true;
      case Nr.GETUID, Nr.GETEUID, Nr.GETGID, Nr.GETEGID -> true;
      default -> false;
    };
  }

  /**
   * A task is about to run, and may answer what can be foreseen.
   *
   * @return whether it may answer anything; then its next event is to be waited for
   */
  boolean allow(Task next) {
    OwnAnswers own = next.asksForeseeable() ? next.thread().ownAnswers() : null;
    if (own == null || listener.looksAtGuests()) {
      return false;
    }
    int most = (int) Math.min(own.most(), eventsAlone(next));
    if (most <= 0) {
      return false;
    }
    for (int id = 0; id < clocks.length; id++) {
      clocks[id] = ClockCalls.reading(kernel.clock(), next, id);
    }
    findConstants(next);
    if (!Arrays.equals(constants, results)) {
      results = constants.clone();
    }
    own.allow(most, clocks, results);
    task = next;
    answers = own;
    return true;
  }

  /** For how many events nobody but the task can have a turn, and nothing happens to it. */
  private long eventsAlone(Task next) {
    GuestProcess process = next.process();
    if (isSomebodySpinning()
        || CpuTimeLimit.isSet(process)
        || kernel.signals().countCpuTime(process)
        || kernel.cpu().withholdsCode(next)) {
      return 0;
    }
    long time = kernel.nextMoment() - kernel.clock().monotonicNanos() - 1;
    // It is to be chosen for each of these events, and for the one after them.
    return Math.min(time / VirtualClock.EVENT_NANOS, kernel.choices(next) - 1);
  }

  /** Who waits for a change of memory is looked at after each event. */
  private boolean isSomebodySpinning() {
    List<Task> tasks = kernel.tasks();
    for (int i = 0; i < tasks.size(); i++) {
      if (tasks.get(i).circle() != null) {
        return true;
      }
    }
    return false;
  }

  /** In the order of {@link #CONSTANT}. */
  private void findConstants(Task next) {
    GuestProcess process = next.process();
    Credentials who = next.credentials();
    constants[0] = process.pid();
    constants[1] = next.tid();
    constants[2] = process.ppid();
    constants[3] = process.pgid();
    constants[4] = who.users().real() & 0xffff_ffffL;
    constants[5] = who.users().effective() & 0xffff_ffffL;
    constants[6] = who.groupIds().real() & 0xffff_ffffL;
    constants[7] = who.groupIds().effective() & 0xffff_ffffL;
  }

  /**
   * The task that was told answers has arrived at an event that it has not answered itself: goes
   * through those which it has.
   */
  void settle() {
    Task answering = task;
    OwnAnswers own = answers;
    if (answering == null || own == null) {
      return;
    }
    task = null;
    answers = null;
    int taken = own.taken();
    for (int i = 0; i < taken; i++) {
      settle(answering, own, i);
    }
  }

  private void settle(Task answering, OwnAnswers own, int call) {
    int nr = own.nr(call);
    long[] args = answering.args();
    args[0] = own.argument(call, 0);
    args[1] = own.argument(call, 1);
    answering.enterCall(nr);
    kernel.chooseAgain(answering);
    listener.entered(answering, nr, args);
    long result = 0;
    switch (nr) {
      case Nr.CLOCK_GETTIME -> {
        long now = ClockCalls.reading(kernel.clock(), answering, (int) args[0]);
        own.wrote(args[1], ClockCalls.timespec(now));
      }
      case Nr.GETTIMEOFDAY ->
          own.wrote(args[0], ClockCalls.timeval(kernel.clock().realtimeNanos()));
      default -> result = results[CONSTANT.indexOf(nr)];
    }
    kernel.countEvent(answering);
    answering.leaveCall();
    listener.completed(kernel.events(), answering, nr, args, result);
  }
}
