package dev.reprise.kernel.process;

import dev.reprise.kernel.AddressSpace;
import dev.reprise.kernel.Call;
import dev.reprise.kernel.Filesystem;
import dev.reprise.kernel.GuestProcess;
import dev.reprise.kernel.GuestThread;
import dev.reprise.kernel.Handlers;
import dev.reprise.kernel.Kernel;
import dev.reprise.kernel.Limits;
import dev.reprise.kernel.Task;
import dev.reprise.kernel.fd.FdTable;
import dev.reprise.kernel.signal.ProcessSignals;
import dev.reprise.kernel.signal.Sig;
import dev.reprise.linux.Errno;
import dev.reprise.linux.Nr;

/** fork, vfork, clone, exit and exit_group. */
public final class ProcessCalls {
  private static final long CLONE_VM = 0x100;
  private static final long CLONE_FS = 0x200;
  private static final long CLONE_FILES = 0x400;
  private static final long CLONE_SIGHAND = 0x800;
  private static final long CLONE_PIDFD = 0x1000;
  private static final long CLONE_PTRACE = 0x2000;
  private static final long CLONE_VFORK = 0x4000;
  private static final long CLONE_PARENT = 0x8000;
  private static final long CLONE_THREAD = 0x10000;
  private static final long CLONE_PARENT_SETTID = 0x100000;
  private static final long CLONE_DETACHED = 0x400000;
  private static final long CLONE_CHILD_CLEARTID = 0x200000;
  private static final long CLONE_UNTRACED = 0x800000;
  private static final long SIGNAL_MASK = 0xff;

  /** Namespaces of any kind: a guest lives in the one that it was given. */
  private static final long CLONE_NEW_ANY = 0x7e020000L;

  /** What never reaches the host: we park the parent, clear the tid and trace ourselves. */
  private static final long OURS =
      CLONE_VFORK
          | CLONE_PTRACE
          | CLONE_UNTRACED
          | CLONE_CHILD_CLEARTID
          | CLONE_PIDFD
          | SIGNAL_MASK;

  private final Kernel kernel;
  private final Processes processes;

  public ProcessCalls(Kernel kernel) {
    this.kernel = kernel;
    this.processes = kernel.processes();
  }

  public void register(Handlers handlers) {
    handlers.on(Nr.CLONE, this::clone);
    handlers.on(Nr.FORK, call -> clone(call, Sig.CHLD, 0, 0, 0, 0));
    handlers.on(Nr.VFORK, call -> clone(call, CLONE_VM | CLONE_VFORK | Sig.CHLD, 0, 0, 0, 0));
    handlers.on(Nr.EXIT, this::exit);
    handlers.on(Nr.EXIT_GROUP, this::exitGroup);
    handlers.on(Nr.SET_TID_ADDRESS, this::setTidAddress);
  }

  private long clone(Call call) {
    return clone(call, call.arg(0), call.arg(1), call.arg(2), call.arg(3), call.arg(4));
  }

  /** A vfork in progress. */
  private record Vfork(GuestProcess child) {}

  private long clone(Call call, long flags, long stack, long parentTid, long childTid, long tls) {
    if ((flags & CLONE_VFORK) == 0) {
      return make(call, flags, stack, parentTid, childTid, tls).result;
    }
    Object state =
        call.<Object>remember(
            () -> {
              Made made = make(call, flags, stack, parentTid, childTid, tls);
              return made.process == null ? (Object) made.result : new Vfork(made.process);
            });
    if (!(state instanceof Vfork vfork)) {
      return (Long) state;
    }
    GuestProcess child = vfork.child;
    if (!child.isExited() && !child.hasExeced()) {
      return call.blockUninterruptibly(
          "vfork of process " + child.pid(), Call.NEVER, child.vforkDone());
    }
    return child.pid();
  }

  private static final class Made {
    long result;
    @org.jspecify.annotations.Nullable GuestProcess process;
  }

  private Made make(Call call, long flags, long stack, long parentTid, long childTid, long tls) {
    Made made = new Made();
    made.result = tooMany(call.task()) ? -Errno.EAGAIN : check(flags);
    if (made.result == 0) {
      long real = (flags & ~OURS) | ((flags & CLONE_THREAD) == 0 ? CLONE_PARENT : 0);
      made.result =
          call.task()
              .thread()
              .executeClone(
                  real | ((flags & CLONE_THREAD) == 0 ? Sig.CHLD : 0),
                  stack,
                  parentTid,
                  childTid,
                  tls,
                  (child, tid) -> made.process = adopt(call, flags, childTid, child, tid));
      if ((flags & CLONE_PIDFD) != 0 && made.process != null) {
        openPidFd(call, made.process, parentTid);
      }
    }
    return made;
  }

  /** RLIMIT_NPROC counts the threads of the user; it does not bind root. */
  private boolean tooMany(Task creator) {
    int user = creator.credentials().users().real();
    if (user == 0) {
      return false;
    }
    long present = 0;
    for (Task task : kernel.tasks()) {
      present += task.credentials().users().real() == user ? 1 : 0;
    }
    return Long.compareUnsigned(present, creator.process().limits().soft(Limits.PROCESSES)) >= 0;
  }

  private static long check(long flags) {
    if ((flags & CLONE_NEW_ANY) != 0) {
      return -Errno.EPERM;
    }
    boolean pidFdClashes = (flags & (CLONE_THREAD | CLONE_DETACHED | CLONE_PARENT_SETTID)) != 0;
    return (flags & CLONE_PIDFD) != 0 && pidFdClashes ? -Errno.EINVAL : 0;
  }

  /** The parent gets a descriptor of the child, at the place of the id that it did not ask for. */
  private void openPidFd(Call call, GuestProcess child, long address) {
    int fd = kernel.descriptors().open(call, processes.pidFd(child, 0), true);
    call.memory().writeInt(address, fd);
  }

  private GuestProcess adopt(Call call, long flags, long childTid, GuestThread thread, int tid) {
    Task creator = call.task();
    GuestProcess process = creator.process();
    if ((flags & CLONE_THREAD) == 0) {
      process = childProcess(creator, flags, tid);
    }
    Task task = processes.newTask(tid, process, thread, creator.name());
    if ((flags & CLONE_THREAD) != 0) {
      task.setCredentials(creator.credentials().copy());
    }
    // A child that runs on memory of its own, or alone on its parent's, keeps the alternate stack.
    task.signals().inherit(creator.signals(), (flags & (CLONE_VM | CLONE_VFORK)) != CLONE_VM);
    task.scheduling().inherit(creator.scheduling());
    if ((flags & CLONE_CHILD_CLEARTID) != 0) {
      task.setClearChildTid(childTid);
    }
    return process;
  }

  private GuestProcess childProcess(Task creator, long flags, int pid) {
    GuestProcess process = creator.process();
    GuestProcess parent = (flags & CLONE_PARENT) != 0 ? process.parent() : process;
    AddressSpace space = process.addressSpace();
    if ((flags & CLONE_VM) == 0) {
      space = processes.newAddressSpace();
      space.copyFrom(process.addressSpace());
    }
    FdTable files = (flags & CLONE_FILES) != 0 ? process.files().share() : process.files().copy();
    Filesystem filesystem =
        (flags & CLONE_FS) != 0 ? process.filesystem() : process.filesystem().copy();
    ProcessSignals signals =
        (flags & CLONE_SIGHAND) != 0 ? process.signals().shareHandlers() : process.signals().copy();
    GuestProcess child =
        new GuestProcess(
            pid,
            parent,
            space,
            files,
            filesystem,
            signals,
            process.limits().copy(),
            creator.credentials().copy());
    child.setOptions(process.options().copy());
    child.setSettings(process.settings().copy());
    child.setPgid(process.pgid());
    child.setSid(process.sid());
    child.setExecutable(process.executable());
    child.setExitSignal((int) (flags & SIGNAL_MASK));
    if ((flags & CLONE_PARENT) != 0) {
      child.setExitSignal(process.exitSignal());
    }
    child
        .job()
        .setParentThread((flags & CLONE_PARENT) != 0 ? process.job().parentThread() : creator);
    if (parent != null) {
      parent.children().add(child);
    }
    processes.add(child);
    return child;
  }

  private long exit(Call call) {
    processes.exitTask(call.task(), (call.intArg(0) & 0xff) << 8);
    return 0;
  }

  private long exitGroup(Call call) {
    processes.terminate(call.process(), (call.intArg(0) & 0xff) << 8);
    return 0;
  }

  private long setTidAddress(Call call) {
    call.task().setClearChildTid(call.arg(0));
    return call.task().tid();
  }
}
