package dev.reprise.guest;

import dev.reprise.linux.Errno;
import dev.reprise.linux.Linux;
import dev.reprise.linux.LinuxException;
import dev.reprise.linux.NativeBuffer;
import dev.reprise.linux.Nr;
import dev.reprise.linux.SharedMemory;
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
  private static final int SIGSEGV = 11;
  private static final int SIGBUS = 7;

  /** rep movsb. */
  private static final int COPYING_LENGTH = 2;

  private static final int WNOHANG = 1;
  private static final int O_RDWR = 2;
  private static final int MAP_SHARED_FIXED = 0x11;

  /** How often a thread that runs is looked at before its stop is waited for: 50 us or so. */
  private static final int WATCHED_ROUNDS = 50;

  private static final int LOOKS_A_ROUND = 64;

  /** After how many looks a call of ours that takes long no longer keeps the processor busy. */
  private static final int MANY_LOOKS = 5000;

  private static final long PATIENCE_NANOS = 20_000;

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

  /** What a call looks like that came through shared memory. */
  private static final Stop ASKS = new Stop(Stop.Kind.SECCOMP, 0);

  /** The result of a deferred call which replaces all registers. */
  private static final long ALL_REGISTERS = Long.MAX_VALUE;

  private final int tid;
  private final int tgid;
  private final Registers current = new Registers();
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
  private @Nullable FastSpace fast;
  private int slot = -1;
  private long fastResult;
  private boolean fastFinished;
  private boolean watched;
  private boolean stopSignalTaken;

  private Tracee(int tid, int tgid, Buffers buffers) {
    this.tid = tid;
    this.tgid = tgid;
    this.buffers = buffers;
    this.scratch = buffers.scratch();
    this.memory = new GuestMemory(tgid, buffers, new NearMemory());
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
    materialize();
    return current;
  }

  /** One of the registers; those which a call is about cost nothing. */
  public long register(int register) {
    if (position == Position.ASKING && fast != null && !fastFinished) {
      SharedMemory shared = fast.path().memory();
      if (register == UserRegs.ORIG_RAX) {
        return shared.getLong(slot + StubCode.NUMBER);
      }
      if (register == UserRegs.RSP) {
        return shared.getLong(slot + StubCode.STACK);
      }
      for (int i = 0; i < 6; i++) {
        if (register == UserRegs.argument(i)) {
          return shared.getLong(slot + StubCode.ARGUMENTS + i * Long.BYTES);
        }
      }
    }
    return registers().get(register);
  }

  /** The registers, whatever a deferred call will make of them. */
  Registers current() {
    return current;
  }

  Position position() {
    return position;
  }

  boolean isFiltered() {
    return filtered;
  }

  /** Where a {@code syscall} instruction is. */
  long syscallInstruction() {
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
      leaveStub();
      syscallInstruction = current.get(UserRegs.RIP) - SYSCALL_LENGTH;
    }
    return true;
  }

  /** A call of a stub's looks like that of the site. */
  private void leaveStub() {
    Long site = fast == null ? null : fast.siteOfTrap(current.get(UserRegs.RIP) - SYSCALL_LENGTH);
    if (site != null) {
      current.set(UserRegs.RIP, site + SYSCALL_LENGTH);
      current.set(UserRegs.RCX, site + SYSCALL_LENGTH);
    }
  }

  /**
   * Waits for the thread, which runs, as {@link #await}; a call that comes through shared memory is
   * a stop like any other.
   */
  public Stop awaitEvent() {
    if (fast == null || slot < 0) {
      return await();
    }
    FastSpace space = fast;
    while (true) {
      int status = awaitStatus(fast.path().memory());
      if (status < 0) {
        if (fast.path().stops(register(UserRegs.ORIG_RAX), this)) {
          fast.path().asks(this);
          return ASKS;
        }
        fast.path().tell(slot, StubCode.PASS);
        position = Position.OTHER;
        continue;
      }
      Stop stop = Stop.decode(status);
      if (!stop.isDeath() && !stoppedAt(stop)) {
        stop = Stop.decode(waitFor());
      }
      if (!isStopSignal(stop) || !fast.holds(current.get(UserRegs.RIP))) {
        return stop;
      }
      // It is about to make an event, and cannot be looked at on the way.
      stopSignalTaken = true;
      Ptrace.require(Ptrace.CONT, tid, 0, 0);
    }
  }

  private static boolean isStopSignal(Stop stop) {
    return stop.kind() == Stop.Kind.SIGNAL && stop.detail() == SIGSTOP;
  }

  /** The status of a stop, or -1 when the thread asks, which it then does. */
  private int awaitStatus(SharedMemory shared) {
    if (!watched) {
      return waitFor();
    }
    for (int round = 1; ; round++) {
      for (int i = 0; i < LOOKS_A_ROUND; i++) {
        if (isAsking(shared)) {
          position = Position.ASKING;
          fastFinished = false;
          return -1;
        }
        Thread.onSpinWait();
      }
      if (Linux.call(Nr.WAIT4, tid, scratch.address() + 64, WALL | NOTHREAD | WNOHANG, 0) == tid) {
        return scratch.getInt(64);
      }
      // A thread that was told to pass says itself that it runs, so this may have to be tried
      // again.
      if (round >= WATCHED_ROUNDS
          && shared.replace(slot + StubCode.STATE, StubCode.RUNS_WATCHED, StubCode.RUNS)) {
        return waitFor();
      }
    }
  }

  private boolean isAsking(SharedMemory shared) {
    int state = shared.word(slot + StubCode.STATE);
    return state == StubCode.ASKS || state == StubCode.SLEEPS;
  }

  /** Takes a thread that asks to the stop at which its call would have been. */
  void materialize() {
    if (position != Position.ASKING || fast == null) {
      return;
    }
    SharedMemory shared = fast.path().memory();
    final long nr = shared.getLong(slot + StubCode.NUMBER);
    shared.putLong(slot + StubCode.NUMBER, Injection.STOPPING_CALL);
    fast.path().tell(slot, StubCode.TRAP);
    Stop stop = Stop.decode(waitFor());
    while (isStopSignal(stop)) {
      stopSignalTaken = true;
      Ptrace.request(Ptrace.CONT, tid, 0, 0);
      stop = Stop.decode(waitFor());
    }
    Injection.expect(Stop.Kind.SECCOMP, tid, stop);
    if (!stoppedAt(stop)) {
      throw new GuestDied(tid, Stop.decode(waitFor()));
    }
    current.set(UserRegs.ORIG_RAX, nr);
    if (fastFinished) {
      current.set(UserRegs.ORIG_RAX, -1);
      current.set(UserRegs.RAX, fastResult);
    }
  }

  /** Bytes that a thread which asks copies itself, sooner than the host kernel would for us. */
  private final class NearMemory implements GuestMemory.Near {
    @Override
    public boolean holds(int length) {
      return position == Position.ASKING && fast != null && length <= fast.bufferBytes();
    }

    @Override
    public int read(long address, byte[] into, int offset, int length) {
      FastSpace space = java.util.Objects.requireNonNull(fast);
      int done = copy(space, space.guestAddress(space.buffer()), address, length);
      space.path().memory().get(space.buffer(), into, offset, done);
      return done;
    }

    @Override
    public int write(long address, byte[] from, int offset, int length) {
      FastSpace space = java.util.Objects.requireNonNull(fast);
      space.path().memory().put(space.buffer(), from, offset, length);
      return copy(space, address, space.guestAddress(space.buffer()), length);
    }

    private int copy(FastSpace space, long to, long from, int length) {
      SharedMemory shared = space.path().memory();
      int arguments = slot + StubCode.COMMAND_ARGUMENTS;
      shared.putLong(arguments, to);
      shared.putLong(arguments + 8, from);
      shared.putLong(arguments + 16, length);
      space.path().tell(slot, StubCode.COPY);
      awaitDone(shared);
      return length - (int) shared.getLong(slot + StubCode.RESULT);
    }
  }

  /** Executes a call in a thread that asks. */
  private long executeAsking(
      SharedMemory shared, int nr, long a, long b, long c, long d, long e, long f) {
    int arguments = slot + StubCode.COMMAND_ARGUMENTS;
    shared.putLong(slot + StubCode.COMMAND, nr);
    shared.putLong(arguments, a);
    shared.putLong(arguments + 8, b);
    shared.putLong(arguments + 16, c);
    shared.putLong(arguments + 24, d);
    shared.putLong(arguments + 32, e);
    shared.putLong(arguments + 40, f);
    java.util.Objects.requireNonNull(fast).path().tell(slot, StubCode.EXECUTE);
    awaitDone(shared);
    return shared.getLong(slot + StubCode.RESULT);
  }

  /** Waits until a thread that was told something asks again. */
  private void awaitDone(SharedMemory shared) {
    for (int looks = 1; !isAsking(shared); looks++) {
      Thread.onSpinWait();
      if (looks % LOOKS_A_ROUND == 0) {
        lookForSignal();
        if (looks > MANY_LOOKS) {
          java.util.concurrent.locks.LockSupport.parkNanos(PATIENCE_NANOS);
        }
      }
    }
  }

  /** Signals which came within a call of ours are for later. */
  private void lookForSignal() {
    if (Linux.call(Nr.WAIT4, tid, scratch.address() + 64, WALL | NOTHREAD | WNOHANG, 0) != tid) {
      return;
    }
    Stop stop = Stop.decode(scratch.getInt(64));
    if (stop.isDeath()) {
      throw new GuestDied(tid, stop);
    }
    if (stop.kind() == Stop.Kind.SIGNAL && isCopying(stop.detail())) {
      // It cannot go on; what is left to copy is in its register.
      current.set(UserRegs.RIP, current.get(UserRegs.RIP) + COPYING_LENGTH);
      Ptrace.require(Ptrace.SETREGS, tid, 0, current.address());
      Ptrace.require(Ptrace.CONT, tid, 0, 0);
      return;
    }
    if (stop.kind() != Stop.Kind.SIGNAL
        || (stop.detail() != SIGSTOP && stop.detail() != Injection.SIGXFSZ)) {
      throw new IllegalStateException("thread " + tid + " stopped at " + stop + " within a call");
    }
    if (stop.detail() == Injection.SIGXFSZ) {
      holdSignal(Injection.SIGXFSZ);
    }
    Ptrace.request(Ptrace.CONT, tid, 0, 0);
  }

  /** Whether the thread, which was told something, was stopped by a byte that it cannot copy. */
  private boolean isCopying(int signal) {
    return (signal == SIGSEGV || signal == SIGBUS)
        && Ptrace.request(Ptrace.GETREGS, tid, 0, current.address()) >= 0
        && current.get(UserRegs.RIP) == java.util.Objects.requireNonNull(fast).path().copying();
  }

  /** Another thread is to run, so that this one must not look for its answer any more. */
  void park() {
    if (position == Position.ASKING && fast != null) {
      fast.path().memory().replace(slot + StubCode.STATE, StubCode.ASKS, StubCode.PARK);
    }
  }

  boolean sharesAreaWith(Tracee other) {
    return fast != null && fast == other.fast;
  }

  /**
   * As {@link #park}, and the thread wakes another one before.
   *
   * @return false when it sleeps already
   */
  boolean handOver(int otherSlot) {
    if (position != Position.ASKING || fast == null) {
      return false;
    }
    SharedMemory shared = fast.path().memory();
    shared.putLong(slot + StubCode.COMMAND_ARGUMENTS, fast.guestAddress(otherSlot));
    return shared.replace(slot + StubCode.STATE, StubCode.ASKS, StubCode.HAND_OVER);
  }

  /** Says that calls may come through shared memory, for it and all that come from it. */
  public void useFastPath(FastPath path) {
    leaveFastPath();
    fast = new FastSpace(path);
  }

  /** The run's fast path, or null. */
  @Nullable FastPath fastPath() {
    return fast == null ? null : fast.path();
  }

  /** Lets calls of the thread's address space come through shared memory, if there is any left. */
  public boolean openFastPath(long scratchAddress) {
    FastSpace space = java.util.Objects.requireNonNull(fast);
    FastPath path = space.path();
    final long nr = current.get(UserRegs.ORIG_RAX);
    int area = path.takeArea();
    if (area < 0) {
      return false;
    }
    byte[] name = path.guestFile();
    memory.write(scratchAddress, name, 0, name.length);
    long fd = execute(Nr.OPEN, scratchAddress, O_RDWR, 0, 0, 0, 0);
    FastPath.Place place = path.place();
    long mapped =
        fd < 0
            ? fd
            : execute(Nr.MMAP, place.shared(), place.areaBytes(), 3, MAP_SHARED_FIXED, fd, area);
    if (fd >= 0) {
      execute(Nr.CLOSE, fd, 0, 0, 0, 0, 0);
    }
    current.set(UserRegs.ORIG_RAX, nr);
    if (mapped != place.shared()) {
      path.giveArea(area);
      return false;
    }
    byte[] code = path.commonCode();
    memory.write(place.code(), code, 0, code.length);
    space.open(area);
    writeFlag(place.shared());
    return true;
  }

  private void writeFlag(long value) {
    scratch.putLong(0, value);
    byte[] bytes = new byte[Long.BYTES];
    scratch.get(0, bytes, 0, bytes.length);
    memory.write(
        java.util.Objects.requireNonNull(fast).path().place().flag(), bytes, 0, bytes.length);
  }

  /** Whether the thread is in code of ours. */
  public boolean isInStub() {
    return fast != null && position != Position.ASKING && fast.holds(current.get(UserRegs.RIP));
  }

  /** Whether the thread is at a call which came through shared memory. */
  public boolean isAsking() {
    return position == Position.ASKING;
  }

  /** What the thread's address space has of the fast path, or null. */
  public @Nullable FastSpace fastSpace() {
    return fast;
  }

  /** Whether calls of the thread may come through shared memory. */
  public boolean hasFastPath() {
    return fast != null && fast.isOpen();
  }

  /**
   * Makes a stub for a call site.
   *
   * @param before what lies before the site, as it is now: whole instructions which can be moved
   * @param hop where there is room for a jump, or 0 when there is enough before the site
   * @param writer writes code
   * @return whether there was room
   */
  public boolean makeStub(long site, byte[] before, long hop, CodeSink writer) {
    FastSpace space = java.util.Objects.requireNonNull(fast);
    long at = space.place(site, before.length);
    if (at < 0) {
      return false;
    }
    long from = site - before.length;
    writer.write(at, space.stub(site, before));
    if (hop == 0) {
      writer.write(from, FastSpace.longJump(from, at, before.length));
    } else {
      writer.write(hop, FastSpace.longJump(hop, at, 0));
      writer.write(from, FastSpace.shortJump(from, hop, before.length));
    }
    return true;
  }

  /** Writes to a program's code, whatever its protection. */
  @FunctionalInterface
  public interface CodeSink {
    void write(long address, byte[] code);
  }

  /** A child has the memory of its parent, or a copy. */
  void inheritFastPath(Tracee parent, boolean sameMemory) {
    if (parent.fast == null) {
      return;
    }
    if (sameMemory) {
      fast = parent.fast;
      fast.join();
      return;
    }
    fast = parent.fast.copy();
    if (parent.fast.isOpen()) {
      writeFlag(0);
    }
  }

  /** The thread has the memory no longer. */
  private void leaveFastPath() {
    if (fast != null) {
      fast.leave(slot);
    }
    fast = null;
    if (position == Position.ASKING) {
      position = Position.OTHER;
    }
    slot = -1;
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
    watched = watch;
    if (fast != null && fast.isOpen()) {
      if (breakpoints.isChanged()) {
        materialize();
      }
      if (slot < 0) {
        slot = fast.takeSlot();
      }
      fast.setRunning(slot);
      if (position == Position.ASKING) {
        position = Position.OTHER;
        fast.path().memory().putLong(slot + StubCode.NUMBER, fastResult);
        fast.path().answer(this, slot, watch ? StubCode.RUNS_WATCHED : StubCode.RUNS);
        return;
      }
      fast.path().runs(this);
      if (slot >= 0) {
        int state = watch ? StubCode.RUNS_WATCHED : StubCode.RUNS;
        fast.path().memory().exchange(slot + StubCode.STATE, state);
      }
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
    materialize();
    breakpoints.disarm();
    resume(Ptrace.SINGLESTEP, 0);
  }

  /** Delivers a signal as the host kernel would, and lets the thread run to its next stop. */
  public void resumeWithSignal(int signal) {
    resume(Ptrace.CONT, signal);
  }

  void resume(int request, int signal) {
    materialize();
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
      fastFinished = true;
      fastResult = result;
      return;
    }
    settle();
    current.set(UserRegs.ORIG_RAX, -1);
    current.set(UserRegs.RAX, result);
  }

  /** Undoes the entry of the call, so that the thread makes it anew when it is resumed. */
  public void rewindCall(int nr) {
    settle();
    materialize();
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
    materialize();
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
    materialize();
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
    if (position == Position.ASKING && fast != null) {
      return executeAsking(fast.path().memory(), nr, a, b, c, d, e, f);
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
    if (stopSignalTaken) {
      stopSignalTaken = false;
      return;
    }
    if (position == Position.ASKING) {
      Stop stop = Stop.decode(waitFor());
      Injection.expect(Stop.Kind.SIGNAL, tid, stop);
      Ptrace.require(Ptrace.CONT, tid, 0, 0);
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

  private void expectStopSignal(Stop stop) {
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
    leaveFastPath();
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
