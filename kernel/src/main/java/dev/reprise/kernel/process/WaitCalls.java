package dev.reprise.kernel.process;

import dev.reprise.kernel.Call;
import dev.reprise.kernel.GuestProcess;
import dev.reprise.kernel.Handlers;
import dev.reprise.kernel.Kernel;
import dev.reprise.kernel.identity.Usage;
import dev.reprise.kernel.process.ChildWait.Change;
import dev.reprise.kernel.signal.Sig;
import dev.reprise.kernel.signal.SignalInfo;
import dev.reprise.kernel.time.VirtualClock;
import dev.reprise.linux.Errno;
import dev.reprise.linux.Nr;
import org.jspecify.annotations.Nullable;

/** wait4 and waitid. Any thread of a process may wait for the children of all its threads. */
public final class WaitCalls {
  private static final int P_ALL = 0;
  private static final int P_PID = 1;
  private static final int P_PGID = 2;
  private static final int P_PIDFD = 3;

  private static final int WAIT4_OPTIONS =
      ChildWait.NOHANG
          | ChildWait.STOPPED
          | ChildWait.CONTINUED
          | ChildWait.NOTHREAD
          | ChildWait.ALL
          | ChildWait.CLONE;

  private static final int CHANGES = ChildWait.EXITED | ChildWait.STOPPED | ChildWait.CONTINUED;

  private final Kernel kernel;

  public WaitCalls(Kernel kernel) {
    this.kernel = kernel;
  }

  public void register(Handlers handlers) {
    handlers.on(Nr.WAIT4, this::wait4);
    handlers.on(Nr.WAITID, this::waitid);
  }

  private long wait4(Call call) {
    int who = call.intArg(0);
    int options = call.intArg(2);
    if ((options & ~WAIT4_OPTIONS) != 0) {
      return -Errno.EINVAL;
    }
    if (who == Integer.MIN_VALUE) {
      return -Errno.ESRCH;
    }
    ChildWait wait =
        who > 0 || who == ChildWait.ANY
            ? new ChildWait(false, who, options | ChildWait.EXITED)
            : new ChildWait(
                true, who == 0 ? call.process().pgid() : -who, options | ChildWait.EXITED);
    Change change = wait.find(call.process());
    if (change == null) {
      return wait.has(ChildWait.NOHANG) && wait.hasCandidate(call.process())
          ? 0
          : await(call, wait);
    }
    if (call.arg(1) != 0) {
      call.memory().writeInt(call.arg(1), change.waitStatus());
    }
    writeUsage(call, call.arg(3), change.child());
    collect(wait, change);
    return change.child().pid();
  }

  private long waitid(Call call) {
    int options = call.intArg(3);
    if ((options & ~(WAIT4_OPTIONS | CHANGES | ChildWait.NOWAIT)) != 0
        || (options & CHANGES) == 0) {
      return -Errno.EINVAL;
    }
    int id = call.intArg(1);
    ChildWait wait =
        switch (call.intArg(0)) {
          case P_ALL -> new ChildWait(false, ChildWait.ANY, options);
          case P_PID -> id > 0 ? new ChildWait(false, id, options) : null;
          case P_PGID ->
              id >= 0 ? new ChildWait(true, id == 0 ? call.process().pgid() : id, options) : null;
          case P_PIDFD -> new ChildWait(false, PidFd.require(call, id).pid(), options);
          default -> null;
        };
    if (wait == null) {
      return -Errno.EINVAL;
    }
    Change change = wait.find(call.process());
    if (change == null && !(wait.has(ChildWait.NOHANG) && wait.hasCandidate(call.process()))) {
      return wait.hasCandidate(call.process()) && isNonblocking(call)
          ? -Errno.EAGAIN
          : await(call, wait);
    }
    writeInfo(call, change);
    if (change != null) {
      writeUsage(call, call.arg(4), change.child());
      collect(wait, change);
    }
    return 0;
  }

  private static boolean isNonblocking(Call call) {
    return call.intArg(0) == P_PIDFD && PidFd.require(call, call.intArg(1)).isNonblocking();
  }

  private static long await(Call call, ChildWait wait) {
    if (!wait.hasCandidate(call.process())) {
      return -Errno.ECHILD;
    }
    String whom =
        wait.id() == ChildWait.ANY
            ? "any child"
            : (wait.group() ? "a child of group " : "child ") + wait.id();
    return call.block("wait for " + whom, Call.NEVER, call.process().childChanges());
  }

  private void collect(ChildWait wait, Change change) {
    if (wait.has(ChildWait.NOWAIT)) {
      return;
    }
    switch (change.code()) {
      case JobState.CLD_STOPPED -> change.child().job().stopReported();
      case JobState.CLD_CONTINUED -> change.child().job().continueReported();
      default -> kernel.processes().reap(change.child());
    }
  }

  /** The parts of {@code siginfo_t} that waitid(2) writes; all zero when there is no change. */
  private void writeInfo(Call call, @Nullable Change change) {
    if (call.arg(2) == 0) {
      return;
    }
    byte[] info = new byte[SignalInfo.SIZE];
    if (change != null) {
      GuestProcess child = change.child();
      int uid = child.credentials().users().real();
      info =
          SignalInfo.ofChild(Sig.CHLD, change.code(), child.pid(), uid, change.status(), 0)
              .toBytes();
    }
    // The times at the end are not part of what waitid(2) writes.
    call.memory().write(call.arg(2), java.util.Arrays.copyOf(info, 28));
  }

  private static void writeUsage(Call call, long address, GuestProcess child) {
    if (address == 0) {
      return;
    }
    long nanos = (child.events() + child.childrenEvents()) * VirtualClock.EVENT_NANOS;
    call.memory().write(address, Usage.of(nanos));
  }
}
