package dev.reprise.kernel.signal;

import dev.reprise.kernel.Call;
import dev.reprise.kernel.GuestProcess;
import dev.reprise.kernel.Handlers;
import dev.reprise.kernel.Kernel;
import dev.reprise.kernel.Task;
import dev.reprise.kernel.identity.Capability;
import dev.reprise.kernel.identity.Rights;
import dev.reprise.linux.Errno;
import dev.reprise.linux.Nr;

/** Sending signals: kill, tkill, tgkill, rt_sigqueueinfo and rt_tgsigqueueinfo. */
public final class KillCalls {
  private static final int INIT = 1;

  private final Kernel kernel;
  private final Signals signals;

  public KillCalls(Kernel kernel) {
    this.kernel = kernel;
    this.signals = kernel.signals();
  }

  public void register(Handlers handlers) {
    handlers.on(Nr.KILL, this::kill);
    handlers.on(Nr.TKILL, call -> toThread(call, -1, call.intArg(0), call.intArg(1)));
    handlers.on(Nr.TGKILL, this::tgkill);
    handlers.on(Nr.RT_SIGQUEUEINFO, this::queue);
    handlers.on(Nr.RT_TGSIGQUEUEINFO, this::queueToThread);
  }

  private long kill(Call call) {
    int who = call.intArg(0);
    int signal = call.intArg(1);
    if (signal < 0 || signal > Sig.MAX) {
      return -Errno.EINVAL;
    }
    if (who > 0) {
      return toProcess(call, who, signal);
    }
    if (who == Integer.MIN_VALUE) {
      return -Errno.ESRCH;
    }
    boolean found = false;
    boolean sent = false;
    for (GuestProcess process : kernel.processes().all()) {
      boolean meant =
          who == -1
              ? process != call.process()
              : process.pgid() == (who == 0 ? call.process().pgid() : -who);
      if (meant) {
        found = true;
        if (Rights.maySignal(call.task(), process, signal)) {
          sent = true;
          send(call, process, signal);
        }
      }
    }
    if (!found) {
      return -Errno.ESRCH;
    }
    // Of all processes, those are meant that the sender may reach; a group is a group.
    return sent || who == -1 ? 0 : -Errno.EPERM;
  }

  private long toProcess(Call call, int pid, int signal) {
    GuestProcess process = kernel.processes().get(pid);
    if (process == null) {
      Task task = kernel.processes().task(pid);
      process = task == null ? null : task.process();
    }
    if (process == null) {
      // Init exists, belongs to the container, and takes no signal from inside.
      if (pid != INIT) {
        return -Errno.ESRCH;
      }
      return call.task().credentials().isCapable(Capability.KILL) ? 0 : -Errno.EPERM;
    }
    if (!Rights.maySignal(call.task(), process, signal)) {
      return -Errno.EPERM;
    }
    send(call, process, signal);
    return 0;
  }

  private void send(Call call, GuestProcess process, int signal) {
    if (signal != 0) {
      signals.toProcess(process, signals.ofUser(call.process(), signal, SignalInfo.SI_USER));
    }
  }

  private long tgkill(Call call) {
    int tgid = call.intArg(0);
    return tgid <= 0 ? -Errno.EINVAL : toThread(call, tgid, call.intArg(1), call.intArg(2));
  }

  private long toThread(Call call, int tgid, int tid, int signal) {
    if (tid <= 0 || signal < 0 || signal > Sig.MAX) {
      return -Errno.EINVAL;
    }
    Task task = kernel.processes().task(tid);
    if (task == null || (tgid != -1 && task.process().pid() != tgid)) {
      return zombieExists(tgid, tid) ? 0 : -Errno.ESRCH;
    }
    if (!Rights.maySignal(call.task(), task.process(), signal)) {
      return -Errno.EPERM;
    }
    SignalInfo info = signals.ofUser(call.process(), signal, SignalInfo.SI_TKILL);
    return signal == 0 || signals.toThread(task, info) ? 0 : -Errno.EAGAIN;
  }

  /**
   * An exited process that was not waited for still has its leader, which takes signals in vain.
   */
  private boolean zombieExists(int tgid, int tid) {
    return kernel.processes().get(tid) != null && (tgid == -1 || tgid == tid);
  }

  private long queue(Call call) {
    int pid = call.intArg(0);
    SignalInfo info = readInfo(call, call.intArg(1), call.arg(2), pid);
    if (info == null) {
      return -Errno.EPERM;
    }
    GuestProcess process = kernel.processes().get(pid);
    if (process == null) {
      return -Errno.ESRCH;
    }
    if (!Rights.maySignal(call.task(), process, info.signal())) {
      return -Errno.EPERM;
    }
    if (info.signal() == 0) {
      return 0;
    }
    return signals.toProcess(process, info) ? 0 : -Errno.EAGAIN;
  }

  private long queueToThread(Call call) {
    int tgid = call.intArg(0);
    int tid = call.intArg(1);
    if (tgid <= 0 || tid <= 0) {
      return -Errno.EINVAL;
    }
    SignalInfo info = readInfo(call, call.intArg(2), call.arg(3), tgid);
    if (info == null) {
      return -Errno.EPERM;
    }
    Task task = kernel.processes().task(tid);
    if (task == null || task.process().pid() != tgid) {
      return -Errno.ESRCH;
    }
    if (!Rights.maySignal(call.task(), task.process(), info.signal())) {
      return -Errno.EPERM;
    }
    if (info.signal() == 0) {
      return 0;
    }
    return signals.toThread(task, info) ? 0 : -Errno.EAGAIN;
  }

  /** The information which the sender has written; null when it pretends to be the kernel. */
  private static @org.jspecify.annotations.Nullable SignalInfo readInfo(
      Call call, int signal, long address, int receiver) {
    if (signal < 0 || signal > Sig.MAX) {
      throw new dev.reprise.kernel.SyscallError(Errno.EINVAL);
    }
    SignalInfo info = SignalInfo.fromBytes(signal, call.memory().read(address, SignalInfo.SIZE));
    boolean official = info.code() >= 0 || info.code() == SignalInfo.SI_TKILL;
    return official && receiver != call.process().pid() ? null : info;
  }
}
