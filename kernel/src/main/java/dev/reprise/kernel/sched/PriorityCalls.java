package dev.reprise.kernel.sched;

import dev.reprise.kernel.Call;
import dev.reprise.kernel.Handlers;
import dev.reprise.kernel.SyscallError;
import dev.reprise.kernel.Task;
import dev.reprise.kernel.identity.Rights;
import dev.reprise.linux.Errno;
import dev.reprise.linux.Nr;

/** getpriority, setpriority, ioprio_get and ioprio_set: remembered without effect. */
public final class PriorityCalls {
  /** The range of nice values. */
  static final int LEAST = -20;

  static final int MOST = 19;

  private static final int CLASS_SHIFT = 13;
  private static final int CLASS_NONE = 0;
  private static final int CLASS_REALTIME = 1;
  private static final int CLASS_BEST_EFFORT = 2;
  private static final int CLASS_IDLE = 3;
  private static final int LEVEL_MASK = 0x1fff;
  private static final int LEVELS = 8;

  public void register(Handlers handlers) {
    handlers.on(Nr.GETPRIORITY, PriorityCalls::getPriority);
    handlers.on(Nr.SETPRIORITY, PriorityCalls::setPriority);
    handlers.on(Nr.IOPRIO_GET, PriorityCalls::getIoPriority);
    handlers.on(Nr.IOPRIO_SET, PriorityCalls::setIoPriority);
  }

  /** The most favourable of the targets, from 1 to 40, because a result below zero is an error. */
  private static long getPriority(Call call) {
    int best = MOST;
    for (Task task : Targets.many(call, call.intArg(0), call.intArg(1))) {
      best = Math.min(best, task.scheduling().nice());
    }
    return 20 - best;
  }

  private static long setPriority(Call call) {
    int nice = Math.clamp(call.intArg(2), LEAST, MOST);
    boolean refused = false;
    for (Task task : Targets.many(call, call.intArg(0), call.intArg(1))) {
      if (!Rights.maySchedule(call.task(), task)) {
        return -Errno.EPERM;
      }
      if (nice < task.scheduling().nice()) {
        refused = true;
      } else {
        task.scheduling().setNice(nice);
      }
    }
    return refused ? -Errno.EACCES : 0;
  }

  /** Kinds of targets are numbered from 1 here, and from 0 in getpriority. */
  private static int kind(Call call) {
    int kind = call.intArg(0) - 1;
    if (kind < 0) {
      throw new SyscallError(Errno.EINVAL);
    }
    return kind;
  }

  private static long getIoPriority(Call call) {
    int best = 0;
    for (Task task : Targets.many(call, kind(call), call.intArg(1))) {
      int own = task.scheduling().ioPriority();
      best = best == 0 || (own != 0 && own < best) ? own : best;
    }
    return best;
  }

  private static long setIoPriority(Call call) {
    int value = call.intArg(2);
    int level = value & LEVEL_MASK;
    switch (value >> CLASS_SHIFT) {
      case CLASS_NONE -> {
        if (level != 0) {
          return -Errno.EINVAL;
        }
      }
      case CLASS_BEST_EFFORT -> {
        if (level >= LEVELS) {
          return -Errno.EINVAL;
        }
      }
      case CLASS_IDLE -> {}
      case CLASS_REALTIME -> {
        return -Errno.EPERM;
      }
      default -> {
        return -Errno.EINVAL;
      }
    }
    for (Task task : Targets.many(call, kind(call), call.intArg(1))) {
      if (!Rights.maySchedule(call.task(), task)) {
        return -Errno.EPERM;
      }
      task.scheduling().setIoPriority(value);
    }
    return 0;
  }
}
