package dev.reprise.kernel.identity;

import dev.reprise.kernel.Bytes;
import dev.reprise.kernel.Call;
import dev.reprise.kernel.GuestProcess;
import dev.reprise.kernel.Handlers;
import dev.reprise.kernel.Kernel;
import dev.reprise.kernel.Limits;
import dev.reprise.kernel.SyscallError;
import dev.reprise.kernel.Task;
import dev.reprise.kernel.time.VirtualClock;
import dev.reprise.linux.Errno;
import dev.reprise.linux.Nr;

/** getrlimit, setrlimit, prlimit64 and getrusage. */
public final class LimitCalls {
  private static final int USAGE_SELF = 0;
  private static final int USAGE_CHILDREN = -1;
  private static final int USAGE_THREAD = 1;

  private final Kernel kernel;

  public LimitCalls(Kernel kernel) {
    this.kernel = kernel;
  }

  public void register(Handlers handlers) {
    handlers.on(Nr.GETRLIMIT, LimitCalls::get);
    handlers.on(Nr.SETRLIMIT, call -> change(call, call.process(), 0, required(call), 0));
    handlers.on(Nr.PRLIMIT64, this::prlimit);
    handlers.on(Nr.GETRUSAGE, LimitCalls::getrusage);
  }

  private static long get(Call call) {
    long result = change(call, call.process(), 0, 0, call.arg(1));
    return result == 0 && call.arg(1) == 0 ? -Errno.EFAULT : result;
  }

  private static long required(Call call) {
    call.memory().readLong(call.arg(1));
    return call.arg(1);
  }

  private long prlimit(Call call) {
    int pid = call.intArg(0);
    Task task = pid == 0 ? call.task() : kernel.processes().task(pid);
    if (task == null) {
      return -Errno.ESRCH;
    }
    if (!Rights.mayLimit(call.task(), task.process())) {
      return -Errno.EPERM;
    }
    return change(call, task.process(), 1, call.arg(2), call.arg(3));
  }

  /** Sets a limit from {@code from} and tells the old one at {@code to}; either may be 0. */
  private static long change(Call call, GuestProcess process, int at, long from, long to) {
    int resource = call.intArg(at);
    Limits limits = process.limits();
    if (resource < 0 || resource >= limits.resources()) {
      return -Errno.EINVAL;
    }
    byte[] old = new byte[16];
    Bytes.putLong(old, 0, limits.soft(resource));
    Bytes.putLong(old, 8, limits.hard(resource));
    if (from != 0) {
      byte[] wanted = call.memory().read(from, 16);
      set(call, process, resource, Bytes.getLong(wanted, 0), Bytes.getLong(wanted, 8));
    }
    if (to != 0) {
      call.memory().write(to, old);
    }
    return 0;
  }

  private static void set(Call call, GuestProcess process, int resource, long soft, long hard) {
    Limits limits = process.limits();
    if (Long.compareUnsigned(soft, hard) > 0) {
      throw new SyscallError(Errno.EINVAL);
    }
    boolean raises = Long.compareUnsigned(hard, limits.hard(resource)) > 0;
    boolean tooMany = resource == HostLimits.NOFILE && Long.compareUnsigned(hard, 1 << 20) > 0;
    if (tooMany || (raises && !call.task().credentials().isCapable(Capability.SYS_RESOURCE))) {
      throw new SyscallError(Errno.EPERM);
    }
    limits.set(resource, soft, hard);
    if (HostLimits.isEnforced(resource)) {
      HostLimits.set(call, process.pid(), resource, soft);
    }
  }

  private static long getrusage(Call call) {
    long events;
    switch (call.intArg(0)) {
      case USAGE_SELF -> events = call.process().events();
      case USAGE_CHILDREN -> events = call.process().childrenEvents();
      case USAGE_THREAD -> events = call.task().events();
      default -> {
        return -Errno.EINVAL;
      }
    }
    call.memory().write(call.arg(1), Usage.of(events * VirtualClock.EVENT_NANOS));
    return 0;
  }
}
