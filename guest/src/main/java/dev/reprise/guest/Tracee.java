package dev.reprise.guest;

import dev.reprise.linux.Errno;
import dev.reprise.linux.Linux;
import dev.reprise.linux.LinuxException;
import dev.reprise.linux.NativeBuffer;
import dev.reprise.linux.Nr;
import dev.reprise.linux.UserRegs;
import org.jspecify.annotations.Nullable;

/**
 * One traced thread: its registers, its memory, resuming it, and making system calls in it.
 *
 * <p>A tracee is either running or stopped. While it is stopped at a system call it may be made to
 * execute any number of other calls ({@link #execute}), and in the end it is resumed with a result
 * of our choice ({@link #finishCall}). Nothing here knows why; policy belongs to the callers. All
 * methods must be called from the thread that attached.
 */
public final class Tracee {
  private static final int WALL = 0x40000000;
  private static final int NOTHREAD = 0x20000000;
  private static final int SYSCALL_LENGTH = 2;
  private static final int SIGTRAP = 5;
  private static final int SIGSTOP = 19;

  /** A number that no kernel has and no filter lets pass, so that its entry is a stop. */
  private static final int STOPPING_CALL = 100_000;

  /** Where the thread is stopped, as far as the kernel's handling of a call is concerned. */
  private enum Position {
    /** Before the call: its number and arguments can still be replaced. */
    CALL_ENTRY,
    /** Anywhere else: a call can be made by going back to a {@code syscall} instruction. */
    OTHER
  }

  private final int tid;
  private final int tgid;
  private final Registers current = new Registers();
  private final Registers saved = new Registers();
  private final NativeBuffer scratch;
  private final GuestMemory memory;
  private Position position = Position.OTHER;
  private long syscallInstruction;
  private boolean filtered;

  private Tracee(int tid, int tgid, NativeBuffer scratch, NativeBuffer chunk) {
    this.tid = tid;
    this.tgid = tgid;
    this.scratch = scratch;
    this.memory = new GuestMemory(tgid, chunk);
  }

  /** Seizes a process that is not traced yet and stops it. */
  static Tracee attach(int pid) {
    Ptrace.require(Ptrace.SEIZE, pid, 0, Ptrace.OPTIONS);
    Ptrace.require(Ptrace.INTERRUPT, pid, 0, 0);
    return new Tracee(pid, pid, new NativeBuffer(4096), GuestMemory.newChunk());
  }

  /**
   * The thread or process which this one's latest clone made, after its first stop.
   *
   * @param sameProcess whether it is a thread of this one's process
   */
  public Tracee awaitChild(boolean sameProcess) {
    Ptrace.require(Ptrace.GETEVENTMSG, tid, 0, scratch.address());
    int child = scratch.getInt(0);
    Tracee tracee = relative(child, sameProcess ? tgid : child);
    Stop first = tracee.await();
    if (first.kind() != Stop.Kind.EVENT) {
      throw new IllegalStateException("first stop of thread " + child + " is " + first);
    }
    return tracee;
  }

  /** All tracees of a thread share its buffers, which are in use only while a call lasts. */
  private Tracee relative(int newTid, int newTgid) {
    Tracee tracee = new Tracee(newTid, newTgid, scratch, memory.chunk());
    tracee.filtered = filtered;
    return tracee;
  }

  /** The thread's id as the host sees it. */
  public int tid() {
    return tid;
  }

  /** The process's id as the host sees it. */
  public int tgid() {
    return tgid;
  }

  /** The memory of the thread's process. */
  public GuestMemory memory() {
    return memory;
  }

  /** The registers as fetched at the latest stop; changes count when the thread is resumed. */
  public Registers registers() {
    return current;
  }

  /** Waits for this thread alone, whatever others do, and fetches its registers. */
  public Stop await() {
    Stop stop = Stop.decode(waitFor());
    if (!stop.isDeath() && !stoppedAt(stop)) {
      // Killed between its stop and our look at it: the next wait tells how.
      return Stop.decode(waitFor());
    }
    return stop;
  }

  boolean stoppedAt(Stop stop) {
    if (Ptrace.request(Ptrace.GETREGS, tid, 0, current.address()) < 0) {
      return false;
    }
    position = stop.kind() == Stop.Kind.SECCOMP ? Position.CALL_ENTRY : Position.OTHER;
    if (stop.kind() == Stop.Kind.SECCOMP) {
      syscallInstruction = current.get(UserRegs.RIP) - SYSCALL_LENGTH;
    }
    return true;
  }

  private int waitFor() {
    while (true) {
      long result = Linux.call(Nr.WAIT4, tid, scratch.address() + 64, WALL | NOTHREAD, 0);
      if (result == tid) {
        return scratch.getInt(64);
      }
      if (result != -Errno.EINTR) {
        throw new LinuxException("waiting for thread " + tid, (int) -result);
      }
    }
  }

  /** Lets the thread run to its next stop, with its registers as they are now. */
  public void resume() {
    resume(Ptrace.CONT, 0);
  }

  /** Lets the thread run to the exit of the call at whose entry it is stopped. */
  public void resumeToExit() {
    resume(Ptrace.SYSCALL, 0);
  }

  /** Lets the thread execute one instruction. */
  public void step() {
    resume(Ptrace.SINGLESTEP, 0);
  }

  /** Delivers a signal as the host kernel would, and lets the thread run to its next stop. */
  public void resumeWithSignal(int signal) {
    resume(Ptrace.CONT, signal);
  }

  private void resume(int request, int signal) {
    Ptrace.require(Ptrace.SETREGS, tid, 0, current.address());
    Ptrace.require(request, tid, 0, signal);
  }

  /**
   * Lets the thread run to its next stop as it is, with a signal or 0; if it was killed meanwhile,
   * its death is that stop.
   */
  public void letGo(int signal) {
    Ptrace.request(Ptrace.CONT, tid, 0, signal);
  }

  /** The same, to the exit of the call at whose entry it is stopped. */
  public void letGoToExit() {
    Ptrace.request(Ptrace.SYSCALL, tid, 0, 0);
  }

  /** The same after a {@link Stop.Kind#EVENT}: a process which job control stopped stays so. */
  public void letGoOrStay(Stop stop) {
    boolean stopped = stop.detail() != SIGTRAP;
    Ptrace.request(stopped ? Ptrace.LISTEN : Ptrace.CONT, tid, 0, 0);
  }

  /**
   * Ends the system call at which the thread is stopped, without executing it, with this result.
   * The thread stays stopped.
   */
  public void finishCall(long result) {
    current.set(UserRegs.ORIG_RAX, -1);
    current.set(UserRegs.RAX, result);
  }

  /** Undoes the entry of the call, so that the thread makes it anew when it is resumed. */
  public void rewindCall(int nr) {
    current.set(UserRegs.ORIG_RAX, -1);
    current.set(UserRegs.RAX, nr);
    current.set(UserRegs.RIP, syscallInstruction);
  }

  /**
   * Executes the rt_sigreturn(2) at whose entry the thread is stopped, which restores all registers
   * from the frame of a signal. The thread stays stopped.
   */
  public void returnFromSignal() {
    resume(Ptrace.SYSCALL, 0);
    expectSyscallStop(await());
  }

  /** Says that a filter makes each call stop that it does not let pass by its number. */
  void setFiltered() {
    filtered = true;
  }

  /** Says where a {@code syscall} instruction is, for a thread which is not stopped at a call. */
  public void setSyscallInstruction(long address) {
    syscallInstruction = address;
  }

  /**
   * Executes a system call in the thread and leaves its other registers as they are.
   *
   * @return the kernel's result
   * @throws GuestDied when the thread was killed meanwhile
   */
  public long execute(int nr, long a, long b, long c, long d, long e, long f) {
    saved.copyFrom(current);
    Stop stop = start(nr, a, b, c, d, e, f);
    while (stop.kind() == Stop.Kind.CLONE || stop.kind() == Stop.Kind.EXEC) {
      resume(Ptrace.SYSCALL, 0);
      stop = await();
    }
    return finish(stop);
  }

  /** Executes a call which must succeed; {@code what} is the subject of the error's sentence. */
  public long require(String what, int nr, long a, long b, long c, long d, long e) {
    return Linux.require(what, execute(nr, a, b, c, d, e, 0));
  }

  /**
   * Executes clone(2) in the thread.
   *
   * @param onClone receives the new tracee, stopped, with the registers it got from the kernel
   * @return the kernel's result: the child's id in the guest's pid namespace
   */
  public long executeClone(
      long flags, long stack, long parentTid, long childTid, long tls, CloneListener onClone) {
    saved.copyFrom(current);
    Stop stop = start(Nr.CLONE, flags, stack, parentTid, childTid, tls, 0);
    if (stop.kind() == Stop.Kind.CLONE) {
      Tracee child = awaitChild((flags & 0x10000) != 0);
      resume(Ptrace.SYSCALL, 0);
      stop = await();
      long result = finish(stop);
      child.current.copyFrom(current);
      child.finishCall(0);
      if (stack != 0) {
        child.current.set(UserRegs.RSP, stack);
      }
      if ((flags & 0x80000) != 0) {
        child.current.set(UserRegs.FS_BASE, tls);
      }
      child.syscallInstruction = syscallInstruction;
      onClone.cloned(child, (int) result);
      return result;
    }
    return finish(stop);
  }

  /** Receives a new tracee. */
  @FunctionalInterface
  public interface CloneListener {
    /**
     * Called once per clone.
     *
     * @param innerTid its id in the guest's pid namespace
     */
    void cloned(Tracee child, int innerTid);
  }

  /**
   * Executes an execve or execveat.
   *
   * @return null when the call failed, with its {@code -errno} in rax; else the process's only
   *     thread, about to run the first instruction of its new program
   */
  public @Nullable Tracee executeExec(int nr, long a, long b, long c, long d, long e) {
    saved.copyFrom(current);
    enter(nr, a, b, c, d, e, 0);
    resume(Ptrace.SYSCALL, 0);
    Tracee survivor = awaitExec();
    if (survivor == null) {
      long result = current.get(UserRegs.RAX);
      current.copyFrom(saved);
      finishCall(result);
      return null;
    }
    survivor.resume(Ptrace.SYSCALL, 0);
    survivor.expectSyscallStop(survivor.await());
    survivor.finishCall(0);
    return survivor;
  }

  /**
   * Waits for the outcome of an exec. The process's other threads die on the way, and the survivor
   * has the leader's id, so for once the wait is for any thread; all other guests are stopped and
   * silent.
   */
  private @Nullable Tracee awaitExec() {
    while (true) {
      int reported = waitForAny();
      Stop stop = Stop.decode(scratch.getInt(64));
      if (stop.isDeath()) {
        if (reported == tid) {
          throw new GuestDied(tid, stop);
        }
      } else if (stop.kind() == Stop.Kind.EXEC) {
        Tracee survivor = reported == tid ? this : relative(tgid, tgid);
        survivor.stoppedAt(stop);
        return survivor;
      } else if (reported == tid) {
        stoppedAt(stop);
        if (stop.kind() == Stop.Kind.SYSCALL) {
          return null;
        }
        resume(Ptrace.SYSCALL, 0);
      }
    }
  }

  /** The stop which {@link #waitForAny} has just reported. */
  Stop latestStop() {
    return Stop.decode(scratch.getInt(64));
  }

  /** The id that the thread had before the exec at which it is stopped. */
  int formerTid() {
    Ptrace.request(Ptrace.GETEVENTMSG, tid, 0, scratch.address());
    return scratch.getInt(0);
  }

  /** A thread that was made by some tracee, before anything else is known of it. */
  Tracee newborn(int child) {
    return relative(child, child);
  }

  int waitForAny() {
    while (true) {
      long result = Linux.call(Nr.WAIT4, -1, scratch.address() + 64, WALL | NOTHREAD, 0);
      if (result > 0) {
        return (int) result;
      }
      if (result != -Errno.EINTR) {
        throw new LinuxException("waiting for any thread", (int) -result);
      }
    }
  }

  private Stop start(int nr, long a, long b, long c, long d, long e, long f) {
    enter(nr, a, b, c, d, e, f);
    Stop stop = resumeToStop();
    return stop.kind() == Stop.Kind.SECCOMP ? resumeToStop() : stop;
  }

  /** An interrupt from outside waits until the call of ours is done. */
  private Stop resumeToStop() {
    return resumeToStop(Ptrace.SYSCALL);
  }

  private Stop resumeToStop(int request) {
    resume(request, 0);
    Stop stop = await();
    while (stop.kind() == Stop.Kind.SIGNAL && stop.detail() == SIGSTOP) {
      resume(request, 0);
      stop = await();
    }
    return stop;
  }

  /** Brings the thread to the entry of a call of ours. */
  private void enter(int nr, long a, long b, long c, long d, long e, long f) {
    current.setArgument(0, a);
    current.setArgument(1, b);
    current.setArgument(2, c);
    current.setArgument(3, d);
    current.setArgument(4, e);
    current.setArgument(5, f);
    if (position == Position.CALL_ENTRY) {
      current.set(UserRegs.ORIG_RAX, nr);
    } else {
      current.set(UserRegs.ORIG_RAX, -1);
      current.set(UserRegs.RAX, filtered ? STOPPING_CALL : nr);
      current.set(UserRegs.RIP, syscallInstruction);
      if (filtered) {
        // At the filter's stop any call can still take this one's place, so that the stop at the
        // entry, which comes before it, is not needed.
        expect(Stop.Kind.SECCOMP, resumeToStop(Ptrace.CONT));
        current.set(UserRegs.ORIG_RAX, nr);
      } else {
        expectSyscallStop(resumeToStop());
      }
    }
  }

  private long finish(Stop stop) {
    expectSyscallStop(stop);
    long result = current.get(UserRegs.RAX);
    current.copyFrom(saved);
    current.set(UserRegs.ORIG_RAX, -1);
    return result;
  }

  private void expectSyscallStop(Stop stop) {
    expect(Stop.Kind.SYSCALL, stop);
  }

  private void expect(Stop.Kind kind, Stop stop) {
    if (stop.isDeath()) {
      throw new GuestDied(tid, stop);
    }
    if (stop.kind() != kind) {
      throw new IllegalStateException("thread " + tid + " stopped at " + stop + " within a call");
    }
  }

  /** Kills the thread's whole process; each of its threads is then to be waited for. */
  public void killProcess() {
    Linux.call(Nr.KILL, tgid, 9);
  }

  /** Waits until the thread is gone. */
  public void awaitDeath() {
    while (!Stop.decode(waitFor()).isDeath()) {
      Ptrace.request(Ptrace.CONT, tid, 0, 0);
    }
  }

  /** The 128 bytes of {@code siginfo_t} of the signal at which the thread is stopped. */
  public byte[] signalInfo() {
    Ptrace.require(Ptrace.GETSIGINFO, tid, 0, scratch.address() + 256);
    byte[] info = new byte[128];
    scratch.get(256, info, 0, info.length);
    return info;
  }

  /** The extended (floating point and vector) state, in the uncompacted format of XSAVE. */
  public byte[] extendedState() {
    scratch.putLong(128, extended().address());
    scratch.putLong(136, extended().size());
    Ptrace.require(Ptrace.GETREGSET, tid, 0x202, scratch.address() + 128);
    byte[] state = new byte[(int) scratch.getLong(136)];
    extended().get(0, state, 0, state.length);
    return state;
  }

  private NativeBuffer extended() {
    return memory.chunk();
  }
}
