package dev.reprise.kernel.sched;

import dev.reprise.kernel.Bytes;
import dev.reprise.kernel.Call;
import dev.reprise.kernel.Handlers;
import dev.reprise.kernel.SyscallError;
import dev.reprise.kernel.time.ClockCalls;
import dev.reprise.linux.Errno;
import dev.reprise.linux.Nr;

/** Scheduling policies: remembered, and without effect on the order of events. */
public final class PolicyCalls {
  private static final int OTHER = 0;
  private static final int FIFO = 1;
  private static final int ROUND_ROBIN = 2;
  private static final int BATCH = 3;
  private static final int IDLE = 5;
  private static final int DEADLINE = 6;
  private static final int RESET_ON_FORK = 0x4000_0000;
  private static final int MOST_PRIORITY = 99;

  /** Flags of sched_setattr: reset on fork, and others which change what we do not model. */
  private static final long FLAG_RESET = 1;

  private static final long FLAG_KEEP_POLICY = 8;
  private static final long FLAG_KEEP_PARAMS = 0x10;
  private static final long FLAGS_KNOWN = 0x7f;

  private static final int FIRST_SIZE = 48;
  private static final int OUR_SIZE = 56;
  private static final int PAGE = 4096;
  private static final long SLICE_NANOS = 4_000_000;

  public void register(Handlers handlers) {
    handlers.on(Nr.SCHED_SETSCHEDULER, PolicyCalls::setScheduler);
    handlers.on(Nr.SCHED_GETSCHEDULER, PolicyCalls::getScheduler);
    handlers.on(Nr.SCHED_SETPARAM, PolicyCalls::setParam);
    handlers.on(Nr.SCHED_GETPARAM, PolicyCalls::getParam);
    handlers.on(Nr.SCHED_SETATTR, PolicyCalls::setAttributes);
    handlers.on(Nr.SCHED_GETATTR, PolicyCalls::getAttributes);
    handlers.on(Nr.SCHED_GET_PRIORITY_MAX, call -> priority(call, MOST_PRIORITY));
    handlers.on(Nr.SCHED_GET_PRIORITY_MIN, call -> priority(call, 1));
    handlers.on(Nr.SCHED_RR_GET_INTERVAL, PolicyCalls::interval);
  }

  private static long setScheduler(Call call) {
    int given = call.intArg(1);
    if (given < 0) {
      return -Errno.EINVAL;
    }
    int priority = call.memory().readInt(call.arg(2));
    Scheduling target = Targets.changeNatural(call, call.intArg(0));
    boolean reset = (given & RESET_ON_FORK) != 0;
    change(target, given & ~RESET_ON_FORK, priority, reset);
    return 0;
  }

  private static void change(Scheduling target, int policy, int priority, boolean reset) {
    switch (policy) {
      case OTHER, BATCH, IDLE -> {
        if (priority != 0) {
          throw new SyscallError(Errno.EINVAL);
        }
      }
      case FIFO, ROUND_ROBIN -> {
        if (priority < 1 || priority > MOST_PRIORITY) {
          throw new SyscallError(Errno.EINVAL);
        }
        throw new SyscallError(Errno.EPERM);
      }
      case DEADLINE -> throw new SyscallError(Errno.EPERM);
      default -> throw new SyscallError(Errno.EINVAL);
    }
    target.setPolicy(policy, priority, reset);
  }

  private static long getScheduler(Call call) {
    Scheduling target = Targets.readNatural(call, call.intArg(0));
    return target.policy() | (target.isResetOnFork() ? RESET_ON_FORK : 0);
  }

  private static long setParam(Call call) {
    if (call.arg(1) == 0) {
      return -Errno.EINVAL;
    }
    int priority = call.memory().readInt(call.arg(1));
    Scheduling target = Targets.changeNatural(call, call.intArg(0));
    change(target, target.policy(), priority, target.isResetOnFork());
    return 0;
  }

  private static long getParam(Call call) {
    if (call.arg(1) == 0) {
      return -Errno.EINVAL;
    }
    Scheduling target = Targets.readNatural(call, call.intArg(0));
    call.memory().writeInt(call.arg(1), target.priority());
    return 0;
  }

  private static long setAttributes(Call call) {
    if (call.arg(1) == 0 || call.intArg(2) != 0) {
      return -Errno.EINVAL;
    }
    int size = call.memory().readInt(call.arg(1));
    size = size == 0 ? FIRST_SIZE : size;
    if (size < FIRST_SIZE || size > PAGE) {
      call.memory().writeInt(call.arg(1), OUR_SIZE);
      return -Errno.E2BIG;
    }
    byte[] given = call.memory().read(call.arg(1), size);
    Scheduling target = Targets.changeNatural(call, call.intArg(0));
    long flags = Bytes.getLong(given, 8);
    if ((flags & ~FLAGS_KNOWN) != 0) {
      return -Errno.EINVAL;
    }
    int policy = (flags & FLAG_KEEP_POLICY) != 0 ? target.policy() : Bytes.getInt(given, 4);
    int nice = Math.clamp(Bytes.getInt(given, 16), PriorityCalls.LEAST, PriorityCalls.MOST);
    boolean keep = (flags & FLAG_KEEP_PARAMS) != 0 || (policy != OTHER && policy != BATCH);
    if (!keep && nice < target.nice()) {
      return -Errno.EPERM;
    }
    change(target, policy, Bytes.getInt(given, 20), (flags & FLAG_RESET) != 0);
    if (!keep) {
      target.setNice(nice);
    }
    return 0;
  }

  private static long getAttributes(Call call) {
    int size = call.intArg(2);
    if (call.arg(1) == 0 || size < FIRST_SIZE || size > PAGE || call.intArg(3) != 0) {
      return -Errno.EINVAL;
    }
    Scheduling target = Targets.readNatural(call, call.intArg(0));
    int length = Math.min(size, OUR_SIZE);
    byte[] attributes = new byte[length];
    Bytes.putInt(attributes, 0, length);
    Bytes.putInt(attributes, 4, target.policy());
    Bytes.putLong(attributes, 8, target.isResetOnFork() ? FLAG_RESET : 0);
    Bytes.putInt(attributes, 16, target.nice());
    Bytes.putInt(attributes, 20, target.priority());
    if (length == OUR_SIZE) {
      Bytes.putInt(attributes, 52, 1024);
    }
    call.memory().write(call.arg(1), attributes);
    return 0;
  }

  private static long priority(Call call, int realtime) {
    return switch (call.intArg(0)) {
      case FIFO, ROUND_ROBIN -> realtime;
      case OTHER, BATCH, IDLE, DEADLINE -> 0;
      default -> -Errno.EINVAL;
    };
  }

  private static long interval(Call call) {
    Targets.readNatural(call, call.intArg(0));
    ClockCalls.writeTimespec(call.memory(), call.arg(1), SLICE_NANOS);
    return 0;
  }
}
