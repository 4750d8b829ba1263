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
  static final int SYSCALL_LENGTH = 2;
  private static final int SIGTRAP = 5;
  private static final int SIGSTOP = 19;

  private static final int WNOHANG = 1;

  /** Where siginfo_t says how a signal came about, and that the debug registers did it. */
  private static final int SIGNAL_CODE = 8;

  private static final int TRAP_HWBKPT = 4;

  /** Lets the processor pass a breakpoint once. */
  private static final long RESUME_FLAG = 0x10000;

  /** Where the thread is stopped, as far as the kernel's handling of a call is concerned. */
  enum Position {
    /** Before the call: its number and arguments can still be replaced. */
    CALL_ENTRY,
    /** Before a call which is to be executed as it is once the thread is resumed. */
    DEFERRED_CALL,
    /** Within a call: whatever rax is now, it will be the call's result. */
    IN_CALL,
    /** At a call which came through shared memory: the thread looks there for what to do. */
    ASKING,
    /** Anywhere else: a call can be made by going back to a {@code syscall} instruction. */
    OTHER
  }

  /** The result of a deferred call which replaces all registers. */
  private static final long ALL_REGISTERS = Long.MAX_VALUE;

  private final int tid;
  private final int tgid;
  private final Registers current;
  private final NativeBuffer scratch;
  private final GuestMemory memory;
  private final Buffers buffers;
  private final Breakpoints breakpoints;
  private final Injection injection;
  private Position position = Position.OTHER;
  private long expectedResult;
  private int heldSignal;
  private byte @Nullable [] heldInfo;
  private long syscallInstruction;
  private boolean filtered;
  private boolean givenUp;
  private long gate;
  private final FastThread fast = new FastThread(this);

  private Tracee(int tid, int tgid, Buffers buffers) {
    this.tid = tid;
    this.tgid = tgid;
    this.buffers = buffers;
    this.current = buffers.shelf().newRegisters();
    this.scratch = buffers.scratch();
    this.memory = new GuestMemory(tgid, buffers, fast);
    this.injection = new Injection(this, buffers.saved());
    this.breakpoints = new Breakpoints(tid);
  }

  /** Seizes a process that is not traced yet and stops it. */
  static Tracee attach(int pid) {
    Ptrace.require(Ptrace.SEIZE, pid, 0, Ptrace.OPTIONS);
    Ptrace.require(Ptrace.INTERRUPT, pid, 0, 0);
    return new Tracee(pid, pid, new Buffers());
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
  Tracee relative(int newTid, int newTgid) {
    Tracee tracee = new Tracee(newTid, newTgid, buffers);
    tracee.filtered = filtered;
    tracee.gate = gate;
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

  /** What is counted for it and all tracees that come from the same. */
  public Traffic traffic() {
    return buffers.traffic();
  }

  /** The registers as fetched at the latest stop; changes count when the thread is resumed. */
  public Registers registers() {
    settle();
    fast.materialize();
    return current;
  }

  /** One of the registers; those which a call is about cost nothing. */
  public long register(int register) {
    return position == Position.ASKING ? fast.register(register) : registers().get(register);
  }

  /** By which its calls may come through shared memory. */
  public FastThread fast() {
    return fast;
  }

  /** The registers, whatever a deferred call will make of them. */
  Registers current() {
    return current;
  }

  Position position() {
    return position;
  }

  /** Says that the thread asks, or does so no longer. */
  void setAsking(boolean asks) {
    position = asks ? Position.ASKING : Position.OTHER;
  }

  boolean isFiltered() {
    return filtered;
  }

  /** Where a {@code syscall} instruction is: that of the call at which the thread is stopped. */
  public long syscallInstruction() {
    return syscallInstruction;
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
    current.synchronize();
    position = stop.kind() == Stop.Kind.SECCOMP ? Position.CALL_ENTRY : Position.OTHER;
    if (stop.kind() == Stop.Kind.SECCOMP) {
      fast.leaveStub();
      syscallInstruction = current.get(UserRegs.RIP) - SYSCALL_LENGTH;
    }
    return true;
  }

  /**
   * Waits for the thread, which runs, as {@link #await}; a call that comes through shared memory is
   * a stop like any other.
   */
  public Stop awaitEvent() {
    return fast.awaitEvent();
  }

  /** Looks whether the thread has stopped; returns false at once when it has not. */
  boolean hasStopped() {
    boolean stopped =
        Linux.call(Nr.WAIT4, tid, scratch.address() + 64, WALL | NOTHREAD | WNOHANG, 0) == tid;
    if (stopped) {
      buffers.traffic().stopped();
    }
    return stopped;
  }

  /** Lets nanoseconds pass, fewer than a second, without a clock of the JVM. */
  void pause(long nanos) {
    scratch.putLong(128, 0);
    scratch.putLong(136, nanos);
    Linux.call(Nr.NANOSLEEP, scratch.address() + 128, 0);
  }

  /** Waits for the thread's next stop, without a look at its registers. */
  Stop awaitStop() {
    return Stop.decode(waitFor());
  }

  private int waitFor() {
    while (true) {
      long result = Linux.call(Nr.WAIT4, tid, scratch.address() + 64, WALL | NOTHREAD, 0);
      if (result == tid) {
        buffers.traffic().stopped();
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

  /**
   * Sets where the thread is to stop before it executes an instruction, from the next {@link
   * #resumeToBreakpoint} on.
   *
   * @param addresses at most four; an array which does not change
   */
  public void setBreakpoints(long[] addresses) {
    breakpoints.set(addresses);
  }

  /**
   * As {@link #resume()}, and stops at the breakpoints, but not where the thread is now.
   *
   * @param watch whether {@link #awaitEvent} is to look for calls that come through shared memory
   */
  public void resumeToBreakpoint(boolean watch) {
    if (breakpoints.isChanged()) {
      fast.materialize();
    }
    if (fast.resumes(watch)) {
      return;
    }
    breakpoints.arm();
    if (breakpoints.isArmedAt(current.get(UserRegs.RIP))) {
      current.set(UserRegs.EFLAGS, current.get(UserRegs.EFLAGS) | RESUME_FLAG);
    }
    resume();
  }

  /** Whether the thread is stopped by one of its breakpoints. */
  public boolean isAtBreakpoint(Stop stop) {
    return stop.kind() == Stop.Kind.SIGNAL
        && stop.detail() == SIGTRAP
        && breakpoints.isArmedAt(current.get(UserRegs.RIP))
        && signalInfo()[SIGNAL_CODE] == TRAP_HWBKPT;
  }

  /** The thread has executed a program, which has no breakpoints. */
  void forgetBreakpoints() {
    breakpoints.forget();
  }

  /** Lets the thread execute one instruction, at a breakpoint or not. */
  public void step() {
    fast.materialize();
    breakpoints.disarm();
    resume(Ptrace.SINGLESTEP, 0);
  }

  /** Delivers a signal as the host kernel would, and lets the thread run to its next stop. */
  public void resumeWithSignal(int signal) {
    resume(Ptrace.CONT, signal);
  }

  void resume(int request, int signal) {
    fast.materialize();
    if (position == Position.DEFERRED_CALL && request != Ptrace.CONT) {
      settle();
    }
    if (position == Position.IN_CALL && current.get(UserRegs.RAX) != expectedResult) {
      leaveCall();
    }
    if (current.isChanged(position == Position.CALL_ENTRY)) {
      Ptrace.require(Ptrace.SETREGS, tid, 0, current.address());
    }
    Ptrace.require(request, tid, 0, signal);
  }

  /**
   * Lets the thread run to its next stop as it is, with a signal or 0; if it was killed meanwhile,
   * its death is that stop.
   */
  public void letGo(int signal) {
    Ptrace.request(Ptrace.CONT, tid, 0, signal);
  }

  /** The same, for one instruction. */
  void letStep() {
    Ptrace.request(Ptrace.SINGLESTEP, tid, 0, 0);
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
    if (position == Position.DEFERRED_CALL && result == expectedResult) {
      return;
    }
    if (position == Position.ASKING) {
      fast.finish(result);
      return;
    }
    settle();
    current.set(UserRegs.ORIG_RAX, -1);
    current.set(UserRegs.RAX, result);
  }

  /** Undoes the entry of the call, so that the thread makes it anew when it is resumed. */
  public void rewindCall(int nr) {
    settle();
    fast.materialize();
    current.set(UserRegs.ORIG_RAX, -1);
    current.set(UserRegs.RAX, nr);
    current.set(UserRegs.RIP, syscallInstruction);
  }

  /**
   * Lets the host execute the call at whose entry the thread is stopped, as the thread gave it, at
   * the latest when it is resumed. This saves the stop at its exit.
   *
   * @param result which it is certain to have
   * @return false when the thread is no longer at the entry, for it has executed other calls
   */
  public boolean deferCall(long result) {
    if (position != Position.CALL_ENTRY || current.isChanged(true)) {
      return false;
    }
    position = Position.DEFERRED_CALL;
    expectedResult = result;
    return true;
  }

  /**
   * Executes the rt_sigreturn(2) at whose entry the thread is stopped, which restores all registers
   * from the frame of a signal, when they are asked for or the thread is resumed.
   */
  public void returnFromSignal() {
    fast.materialize();
    if (!deferCall(ALL_REGISTERS)) {
      injection.returnFromSignal();
    }
  }

  /** Makes a deferred call happen now. */
  public void settle() {
    if (position == Position.DEFERRED_CALL) {
      long expected = expectedResult;
      position = Position.CALL_ENTRY;
      Ptrace.require(Ptrace.SYSCALL, tid, 0, 0);
      Injection.expect(Stop.Kind.SYSCALL, tid, await());
      long result = current.get(UserRegs.RAX);
      if (expected != ALL_REGISTERS && expected != result) {
        throw new IllegalStateException("thread " + tid + ": a deferred call returned " + result);
      }
    }
  }

  /**
   * The thread is within a call, at a stop which the call itself has made, and may leave it without
   * another stop if nobody wants more of it.
   *
   * @param result of the call
   */
  void stayInCall(long result) {
    position = Position.IN_CALL;
    expectedResult = result;
    current.set(UserRegs.RAX, result);
  }

  /** Brings the thread to the exit of the call within which it is, and keeps its registers. */
  void leaveCall() {
    if (position == Position.IN_CALL) {
      Registers wanted = buffers.saved();
      wanted.copyFrom(current);
      Ptrace.require(Ptrace.SYSCALL, tid, 0, 0);
      Injection.expect(Stop.Kind.SYSCALL, tid, await());
      current.copyFrom(wanted);
    }
  }

  /** A signal has stopped the thread within a call of ours, and is for later. */
  void holdSignal(int signal) {
    heldInfo = signalInfo();
    heldSignal = signal;
  }

  /** Takes the signal which came within a call of ours; 0 when there was none. */
  public int takeHeldSignal() {
    int signal = heldSignal;
    heldSignal = 0;
    return signal;
  }

  /** Says that a filter makes each call stop that it does not let pass by its number. */
  void setFiltered() {
    filtered = true;
  }

  /**
   * Says where the code of {@link #gateCode} is in the thread's memory, or 0. If the filter lets
   * the calls pass that are made there, a call takes one stop and not two.
   */
  public void setGate(long address) {
    gate = address;
  }

  /** The address of the gate, or 0. */
  long gate() {
    return gate;
  }

  /** A {@code syscall} instruction with a breakpoint behind it. */
  public static byte[] gateCode() {
    return Injection.GATE.clone();
  }

  /**
   * Executes a sequence of calls whose code is at an address, and leaves all registers as they are.
   *
   * @return the kernel's results
   */
  public long[] execute(CallSequence sequence, long address) {
    fast.materialize();
    return injection.execute(sequence, address);
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
    if (position == Position.ASKING) {
      return fast.execute(nr, a, b, c, d, e, f);
    }
    return injection.execute(nr, a, b, c, d, e, f);
  }

  /** Executes a call which must succeed; {@code what} is the subject of the error's sentence. */
  public long require(String what, int nr, long a, long b, long c, long d, long e) {
    return Linux.require(what, execute(nr, a, b, c, d, e, 0));
  }

  /**
   * Executes clone(2) in the thread.
   *
   * @param word the address of four bytes of the thread's memory which the host may write to, so
   *     that one stop less is needed; or 0
   * @param onClone receives the new tracee, stopped, with the registers it got from the kernel
   * @return the kernel's result: the child's id in the guest's pid namespace
   */
  public long executeClone(
      long flags,
      long stack,
      long parentTid,
      long childTid,
      long tls,
      long word,
      CloneListener onClone) {
    return injection.executeClone(flags, stack, parentTid, childTid, tls, word, onClone);
  }

  /** The same without memory that could be written to. */
  public long executeClone(
      long flags, long stack, long parentTid, long childTid, long tls, CloneListener onClone) {
    return executeClone(flags, stack, parentTid, childTid, tls, 0, onClone);
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
   * @param others whether the process has other threads; then no thread of any other process may
   *     run
   * @return null when the call failed, with its {@code -errno} in rax; else the process's only
   *     thread, about to run the first instruction of its new program, or {@linkplain #isGivenUp
   *     given up}
   */
  public @Nullable Tracee executeExec(
      int nr, long a, long b, long c, long d, long e, boolean others) {
    return injection.executeExec(nr, a, b, c, d, e, others);
  }

  /**
   * Whether an exec failed when the old program was gone already: the thread, its process's only
   * one, is stopped with {@code -errno} in rax, and dies by SIGSEGV when it is resumed.
   */
  public boolean isGivenUp() {
    return givenUp;
  }

  void giveUp() {
    givenUp = true;
  }

  /** Whether the host has a signal for the thread itself that is not yet delivered. */
  boolean isSignalPending(int signal) {
    for (long index = 0; ; index++) {
      scratch.putLong(0, index);
      scratch.putLong(8, 1L << 32);
      if (Ptrace.request(Ptrace.PEEKSIGINFO, tid, scratch.address(), scratch.address() + 256) < 1) {
        return false;
      }
      if (scratch.getInt(256) == signal) {
        return true;
      }
    }
  }

  /**
   * Takes a stop signal back which was sent to the thread while it was about to stop for another
   * reason, and which so is still to come. The thread stays where it is.
   */
  public void swallowStopSignal() {
    if (fast.swallowsStopSignal()) {
      return;
    }
    if (position == Position.CALL_ENTRY) {
      // The signal comes on the way back from the call, which therefore is not made yet.
      rewindCall((int) current.get(UserRegs.ORIG_RAX));
      resume();
      expectStopSignal(await());
      resume();
      Injection.expect(Stop.Kind.SECCOMP, tid, await());
    } else {
      resume();
      expectStopSignal(await());
    }
  }

  void expectStopSignal(Stop stop) {
    Injection.expect(Stop.Kind.SIGNAL, tid, stop);
    if (stop.detail() != SIGSTOP) {
      throw new IllegalStateException("thread " + tid + " stopped at " + stop + ", not as told");
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
    return waitForOneOf(-1);
  }

  /** Waits for this thread alone, or for any. */
  int waitForExec(boolean others) {
    return waitForOneOf(others ? -1 : tid);
  }

  private int waitForOneOf(int which) {
    while (true) {
      long result = Linux.call(Nr.WAIT4, which, scratch.address() + 64, WALL | NOTHREAD, 0);
      if (result > 0) {
        buffers.traffic().stopped();
        return (int) result;
      }
      if (result != -Errno.EINTR) {
        throw new LinuxException("waiting for any thread", (int) -result);
      }
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
    fast.leave();
  }

  /** The 128 bytes of {@code siginfo_t} of the signal at which the thread is stopped. */
  public byte[] signalInfo() {
    byte[] held = heldInfo;
    if (held != null) {
      heldInfo = null;
      return held;
    }
    Ptrace.require(Ptrace.GETSIGINFO, tid, 0, scratch.address() + 256);
    byte[] info = new byte[128];
    scratch.get(256, info, 0, info.length);
    return info;
  }

  /** The extended (floating point and vector) state, in the uncompacted format of XSAVE. */
  public byte[] extendedState() {
    settle();
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
