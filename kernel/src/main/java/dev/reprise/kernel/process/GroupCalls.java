package dev.reprise.kernel.process;

import dev.reprise.kernel.Call;
import dev.reprise.kernel.GuestProcess;
import dev.reprise.kernel.Handlers;
import dev.reprise.kernel.Kernel;
import dev.reprise.kernel.SyscallError;
import dev.reprise.kernel.Task;
import dev.reprise.linux.Errno;
import dev.reprise.linux.Nr;

/** Parents, process groups and sessions. The host's own are all the same and nobody sees them. */
public final class GroupCalls {
  /** The container's init, which no guest is: it leads its own group and session. */
  private static final int INIT = 1;

  private final Kernel kernel;

  public GroupCalls(Kernel kernel) {
    this.kernel = kernel;
  }

  public void register(Handlers handlers) {
    handlers.on(Nr.GETPPID, call -> call.process().ppid());
    handlers.on(Nr.GETPGRP, call -> call.process().pgid());
    handlers.on(Nr.GETPGID, call -> call.intArg(0) == INIT ? INIT : find(call).pgid());
    handlers.on(Nr.GETSID, call -> call.intArg(0) == INIT ? INIT : find(call).sid());
    handlers.on(Nr.SETPGID, this::setGroup);
    handlers.on(Nr.SETSID, this::newSession);
  }

  /** The process of argument 0: a process's or a thread's id, 0 for the caller. */
  private GuestProcess find(Call call) {
    int pid = call.intArg(0);
    if (pid == 0) {
      return call.process();
    }
    GuestProcess process = kernel.processes().get(pid);
    if (process != null) {
      return process;
    }
    Task task = kernel.processes().task(pid);
    if (task == null) {
      throw new SyscallError(Errno.ESRCH);
    }
    return task.process();
  }

  private long setGroup(Call call) {
    GuestProcess self = call.process();
    int pid = call.intArg(0) == 0 ? self.pid() : call.intArg(0);
    int group = call.intArg(1) == 0 ? pid : call.intArg(1);
    if (group < 0) {
      return -Errno.EINVAL;
    }
    GuestProcess process = kernel.processes().get(pid);
    if (process == null) {
      return kernel.processes().task(pid) == null ? -Errno.ESRCH : -Errno.EINVAL;
    }
    if (process != self) {
      if (process.parent() != self) {
        return -Errno.ESRCH;
      }
      if (process.sid() != self.sid()) {
        return -Errno.EPERM;
      }
      if (process.hasExeced()) {
        return -Errno.EACCES;
      }
    }
    boolean leadsSession = process.sid() == process.pid();
    if (leadsSession || (group != pid && !groupExists(group, self.sid()))) {
      return -Errno.EPERM;
    }
    process.setPgid(group);
    return 0;
  }

  private boolean groupExists(int group, int session) {
    for (GuestProcess process : kernel.processes().all()) {
      if (process.pgid() == group && process.sid() == session) {
        return true;
      }
    }
    return false;
  }

  private long newSession(Call call) {
    GuestProcess self = call.process();
    for (GuestProcess process : kernel.processes().all()) {
      if (process.pgid() == self.pid()) {
        return -Errno.EPERM;
      }
    }
    self.setSid(self.pid());
    self.setPgid(self.pid());
    return self.pid();
  }
}
