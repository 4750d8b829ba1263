package dev.reprise.guest;

import dev.reprise.linux.Nr;
import dev.reprise.linux.SharedMemory;
import dev.reprise.linux.UserRegs;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One thread's part of the {@link FastPath}: its slot of shared memory, through which it asks what
 * to do about its calls, and is told.
 *
 * <p>A thread which asks is at {@link Tracee.Position#ASKING}, and can be taken from there to an
 * ordinary stop at its call at any time.
 */
public final class FastThread implements GuestMemory.Near {
  private static final int SIGBUS = 7;
  private static final int SIGSEGV = 11;
  private static final int SIGSTOP = 19;
  private static final int SIGTRAP = 5;
  private static final int O_RDWR = 2;
  private static final int READ_WRITE = 3;
  private static final int MAP_SHARED_FIXED = 0x11;
  private static final int NO_SLOT = -1;

  private static final int STAT_BYTES = 144;

  /** rep movsb. */
  private static final int COPYING_LENGTH = 2;

  /** How often a thread that runs is looked at before its stop is waited for: 150 us or so. */
  private static final int ROUNDS = 50;

  /** So often memory is looked at before it is looked whether the thread has stopped. */
  private static final int LOOKS_A_ROUND = 64;

  /** After how many looks a call of ours that takes long no longer keeps the processor busy. */
  private static final int MANY_LOOKS = 5000;

  private static final long PATIENCE_NANOS = 20_000;

  /** What a call looks like that came through shared memory. */
  private static final Stop ASKS = new Stop(Stop.Kind.SECCOMP, 0);

  private final Tracee tracee;
  private @Nullable FastSpace space;
  private int slot = NO_SLOT;
  private boolean watched;
  private boolean finished;
  private long result;
  private boolean stopSignalTaken;

  FastThread(Tracee tracee) {
    this.tracee = tracee;
  }

  /** Says that calls may come through shared memory, for the thread and all that come from it. */
  public void use(FastPath path) {
    leave();
    space = new FastSpace(path);
  }

  /** What the thread's address space has of the fast path, or null. */
  public @Nullable FastSpace space() {
    return space;
  }

  /** Whether calls of the thread may come through shared memory. */
  public boolean isOpen() {
    return space != null && space.isOpen();
  }

  /** Whether the thread is at a call which came through shared memory. */
  public boolean isAsking() {
    return tracee.position() == Tracee.Position.ASKING;
  }

  /** Whether the thread is in code of ours, and not at a call. */
  public boolean isInStub() {
    return space != null && !isAsking() && space.holds(tracee.current().get(UserRegs.RIP));
  }

  private FastSpace openSpace() {
    return Objects.requireNonNull(space);
  }

  private FastPath path() {
    return openSpace().path();
  }

  private SharedMemory memory() {
    return path().memory();
  }

  /**
   * Lets calls of the thread's address space come through shared memory, if there is any left.
   *
   * @param scratch the address of memory of ours for a path
   */
  public boolean open(long scratch) {
    FastPath path = path();
    int area = path.takeArea();
    if (area < 0) {
      return false;
    }
    // The thread is at a call of its own, whose number is to be asked for later.
    final long nr = tracee.current().get(UserRegs.ORIG_RAX);
    boolean mapped = map(path, area, scratch);
    tracee.current().set(UserRegs.ORIG_RAX, nr);
    if (!mapped) {
      path.giveArea(area);
      return false;
    }
    byte[] code = path.commonCode();
    tracee.memory().write(path.place().code(), code, 0, code.length);
    openSpace().open(area);
    writeFlag(path.place().shared());
    return true;
  }

  private boolean map(FastPath path, int area, long scratch) {
    byte[] name = path.guestFile();
    tracee.memory().write(scratch, name, 0, name.length);
    long fd = tracee.execute(Nr.OPEN, scratch, O_RDWR, 0, 0, 0, 0);
    if (fd < 0) {
      return false;
    }
    FastPath.Place place = path.place();
    long mapped =
        tracee.execute(
            Nr.MMAP, place.shared(), place.areaBytes(), READ_WRITE, MAP_SHARED_FIXED, fd, area);
    tracee.execute(Nr.CLOSE, fd, 0, 0, 0, 0, 0);
    return mapped == place.shared();
  }

  private void writeFlag(long value) {
    byte[] bytes =
        ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array();
    tracee.memory().write(path().place().flag(), bytes, 0, bytes.length);
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
    long at = openSpace().place(site, before.length);
    if (at < 0 || (hop != 0 && !isFree(hop))) {
      return false;
    }
    long from = site - before.length;
    writer.write(at, openSpace().stub(site, before));
    if (hop == 0) {
      writer.write(from, FastSpace.longJump(from, at, before.length));
    } else {
      writer.write(hop, FastSpace.longJump(hop, at, 0));
      writer.write(from, FastSpace.shortJump(from, hop, before.length));
    }
    return true;
  }

  /** Sites that are near to each other may have room for one jump only. */
  private boolean isFree(long hop) {
    byte[] first = new byte[1];
    return tracee.memory().read(hop, first, 0, 1) == 1 && first[0] != (byte) FastSpace.LONG_JUMP;
  }

  /** Writes to a program's code, whatever its protection. */
  @FunctionalInterface
  public interface CodeSink {
    void write(long address, byte[] code);
  }

  /** The thread is new, and has the memory of its parent, or a copy. */
  void inherit(FastThread parent, boolean sameMemory) {
    if (parent.space == null) {
      return;
    }
    if (sameMemory) {
      space = parent.space;
      space.join();
      return;
    }
    space = parent.space.copy();
    if (parent.space.isOpen()) {
      writeFlag(0);
    }
  }

  /** The thread has the memory no longer. */
  void leave() {
    if (space != null) {
      space.leave(slot);
    }
    space = null;
    slot = NO_SLOT;
    if (isAsking()) {
      tracee.setAsking(false);
    }
  }

  /**
   * The thread is to run on.
   *
   * @param watch whether its calls are looked for in shared memory; else they stop
   * @return whether it does so, for it has asked; else it is to be resumed from its stop
   */
  boolean resumes(boolean watch) {
    watched = watch;
    if (!isOpen()) {
      return false;
    }
    if (slot == NO_SLOT) {
      slot = openSpace().takeSlot();
    }
    openSpace().setRunning(slot);
    int state = watch ? StubCode.RUNS_WATCHED : StubCode.RUNS;
    if (isAsking()) {
      tracee.setAsking(false);
      memory().putLong(slot + StubCode.NUMBER, result);
      path().answer(this, slot, state);
      return true;
    }
    path().runs(this);
    if (slot != NO_SLOT) {
      memory().exchange(slot + StubCode.STATE, state);
    }
    return false;
  }

  /** Waits for a stop of the thread, which runs, or until it asks, which looks like one. */
  Stop awaitEvent() {
    if (space == null || slot == NO_SLOT || !watched) {
      return awaitOutside();
    }
    while (true) {
      if (!asks()) {
        return awaitOutside();
      }
      if (!isAsking()) {
        Stop stop = stopped(tracee.latestStop());
        if (stop != null) {
          return stop;
        }
      } else if (path().stops(register(UserRegs.ORIG_RAX), tracee)) {
        path().asks(this);
        return ASKS;
      } else {
        tracee.setAsking(false);
        path().tell(slot, StubCode.PASS);
      }
    }
  }

  /** Waits for a stop that is not on the way to a call. */
  private Stop awaitOutside() {
    while (true) {
      Stop stop = stopped(tracee.awaitStop());
      if (stop != null) {
        return stop;
      }
    }
  }

  /** Returns null for a stop of a thread in code of ours, from where it goes on to an event. */
  private @Nullable Stop stopped(Stop stop) {
    if (stop.isDeath()) {
      return stop;
    }
    if (!tracee.stoppedAt(stop)) {
      // Killed between its stop and our look at it: the next wait tells how.
      return tracee.awaitStop();
    }
    if (stop.kind() != Stop.Kind.SIGNAL || !isInStub()) {
      return stop;
    }
    if (hasFailedToTell(stop)) {
      tracee.letGo(0);
      return null;
    }
    return isStopSignal(stop) ? interrupted(stop) : stop;
  }

  /** A stop signal has come to a thread in code of ours, which it leaves for one of two ways. */
  private @Nullable Stop interrupted(Stop stop) {
    while (isInStub()) {
      if (!mayReturn()) {
        // It makes an event.
        stopSignalTaken = true;
        tracee.letGo(0);
        return null;
      }
      tracee.letStep();
      Stop step = tracee.awaitStop();
      if (step.isDeath()) {
        return step;
      }
      if (!tracee.stoppedAt(step)) {
        return tracee.awaitStop();
      }
      if (step.detail() != SIGTRAP && !hasFailedToTell(step)) {
        stopSignalTaken = true;
        return step;
      }
    }
    return stop;
  }

  private boolean mayReturn() {
    long place = tracee.current().get(UserRegs.RIP);
    return openSpace().siteOfTrap(place) == null && path().mayReturn(place);
  }

  /** The thread could not write the time to where its program wants it: its call tells why. */
  private boolean hasFailedToTell(Stop stop) {
    boolean fault = stop.detail() == SIGSEGV || stop.detail() == SIGBUS;
    Registers registers = tracee.current();
    long instead = fault ? path().withoutTelling(registers.get(UserRegs.RIP)) : 0;
    if (instead == 0) {
      return false;
    }
    registers.set(UserRegs.RIP, instead);
    Ptrace.request(Ptrace.SETREGS, tracee.tid(), 0, registers.address());
    return true;
  }

  /** Lets the thread answer calls itself, from when it is resumed until its next event. */
  public void foresee(int most, long[] clocks, long[] constants) {
    openSpace().foresee(most, clocks, constants);
  }

  /** How many calls the thread has answered itself; it does so no longer. */
  public int foreseen() {
    return isOpen() ? openSpace().foreseen() : 0;
  }

  /** A word of the note of a call: its number, its first argument or its second. */
  public long note(int call, int word) {
    return openSpace().note(call, word);
  }

  private static boolean isStopSignal(Stop stop) {
    return stop.kind() == Stop.Kind.SIGNAL && stop.detail() == SIGSTOP;
  }

  /**
   * Looks for some time whether the thread asks, or has stopped.
   *
   * @return false when it did neither; then it will stop when it wants to ask
   */
  private boolean asks() {
    for (int round = 1; ; round++) {
      for (int i = 0; i < LOOKS_A_ROUND; i++) {
        if (looksForAnswer()) {
          tracee.setAsking(true);
          finished = false;
          return true;
        }
        Thread.onSpinWait();
      }
      if (tracee.hasStopped()) {
        return true;
      }
      // Who was told to pass says himself that he runs, so this may have to be tried again.
      if (round >= ROUNDS
          && memory().replace(slot + StubCode.STATE, StubCode.RUNS_WATCHED, StubCode.RUNS)) {
        return false;
      }
    }
  }

  private boolean looksForAnswer() {
    int state = memory().word(slot + StubCode.STATE);
    return state == StubCode.ASKS || state == StubCode.SLEEPS;
  }

  /** A register of a thread that asks; those which a call is about cost nothing. */
  long register(int register) {
    if (!finished) {
      if (register == UserRegs.ORIG_RAX) {
        return memory().getLong(slot + StubCode.NUMBER);
      }
      if (register == UserRegs.RSP) {
        return memory().getLong(slot + StubCode.STACK);
      }
      for (int i = 0; i < 6; i++) {
        if (register == UserRegs.argument(i)) {
          return memory().getLong(slot + StubCode.ARGUMENTS + i * Long.BYTES);
        }
      }
    }
    return tracee.registers().get(register);
  }

  /** The call at which the thread asks has its result. */
  void finish(long newResult) {
    finished = true;
    result = newResult;
  }

  /** Takes a thread that asks to the stop at which its call would have been. */
  void materialize() {
    if (!isAsking()) {
      return;
    }
    final long nr = memory().getLong(slot + StubCode.NUMBER);
    memory().putLong(slot + StubCode.NUMBER, Injection.STOPPING_CALL);
    path().tell(slot, StubCode.TRAP);
    Stop stop = tracee.awaitStop();
    while (isStopSignal(stop)) {
      tracee.letGo(0);
      stop = tracee.awaitStop();
    }
    Injection.expect(Stop.Kind.SECCOMP, tracee.tid(), stop);
    if (!tracee.stoppedAt(stop)) {
      throw new GuestDied(tracee.tid(), tracee.awaitStop());
    }
    Registers registers = tracee.current();
    registers.set(UserRegs.ORIG_RAX, finished ? -1 : nr);
    if (finished) {
      registers.set(UserRegs.RAX, result);
    }
  }

  /** A call of a stub's looks like that of the site. */
  void leaveStub() {
    Registers registers = tracee.current();
    long trap = registers.get(UserRegs.RIP) - Tracee.SYSCALL_LENGTH;
    Long site = space == null ? null : space.siteOfTrap(trap);
    if (site != null) {
      registers.set(UserRegs.RIP, site + Tracee.SYSCALL_LENGTH);
      registers.set(UserRegs.RCX, site + Tracee.SYSCALL_LENGTH);
    }
  }

  /**
   * Takes a stop signal back which was sent to the thread, if that is to be done here.
   *
   * @return whether it was
   */
  boolean swallowsStopSignal() {
    if (stopSignalTaken) {
      stopSignalTaken = false;
      return true;
    }
    if (isAsking()) {
      tracee.expectStopSignal(tracee.awaitStop());
      tracee.letGo(0);
      return true;
    }
    return false;
  }

  /** Executes a call in a thread that asks. */
  long execute(int nr, long a, long b, long c, long d, long e, long f) {
    SharedMemory shared = memory();
    int arguments = slot + StubCode.COMMAND_ARGUMENTS;
    shared.putLong(slot + StubCode.COMMAND, nr);
    shared.putLong(arguments, a);
    shared.putLong(arguments + 8, b);
    shared.putLong(arguments + 16, c);
    shared.putLong(arguments + 24, d);
    shared.putLong(arguments + 32, e);
    shared.putLong(arguments + 40, f);
    return tell(StubCode.EXECUTE);
  }

  /**
   * Lets a thread that asks look at a file as newfstatat(2); the answer needs not be fetched.
   *
   * @param path the address of the path
   * @param into receives the {@code struct stat}
   * @return 0 or {@code -errno}
   */
  public long stat(int dirfd, long path, int flags, byte[] into) {
    FastSpace open = openSpace();
    long out = open.guestAddress(open.buffer());
    return fetch(execute(Nr.NEWFSTATAT, dirfd, path, out, flags, 0, 0), into);
  }

  /** The same for an open file, as fstat(2). */
  public long stat(int fd, byte[] into) {
    FastSpace open = openSpace();
    return fetch(execute(Nr.FSTAT, fd, open.guestAddress(open.buffer()), 0, 0, 0, 0), into);
  }

  private long fetch(long result, byte[] into) {
    if (result == 0) {
      memory().get(openSpace().buffer(), into, 0, STAT_BYTES);
    }
    return result;
  }

  /** Where a thread that asks finds a path that is put there for a call of ours. */
  public long putPath(byte[] path) {
    FastSpace open = openSpace();
    int at = open.buffer() + STAT_BYTES;
    memory().put(at, path, 0, path.length);
    return open.guestAddress(at);
  }

  /** Tells the thread what to do, and waits until it asks again. */
  private long tell(int command) {
    path().tell(slot, command);
    for (int looks = 1; !looksForAnswer(); looks++) {
      Thread.onSpinWait();
      if (looks % LOOKS_A_ROUND == 0) {
        if (tracee.hasStopped()) {
          goOn(tracee.latestStop());
        }
        if (looks > MANY_LOOKS) {
          tracee.pause(PATIENCE_NANOS);
        }
      }
    }
    return memory().getLong(slot + StubCode.RESULT);
  }

  /** Signals which came while the thread does what it was told are for later. */
  private void goOn(Stop stop) {
    if (stop.isDeath()) {
      throw new GuestDied(tracee.tid(), stop);
    }
    int signal = stop.kind() == Stop.Kind.SIGNAL ? stop.detail() : 0;
    switch (signal) {
      case SIGSTOP -> {}
      case Injection.SIGXFSZ -> tracee.holdSignal(Injection.SIGXFSZ);
      case SIGSEGV, SIGBUS -> skipCopying();
      default ->
          throw new IllegalStateException(
              "thread " + tracee.tid() + " stopped at " + stop + " within a call");
    }
    tracee.letGo(0);
  }

  /** The thread cannot copy all bytes; how many are left is in its register. */
  private void skipCopying() {
    Registers registers = tracee.current();
    if (Ptrace.request(Ptrace.GETREGS, tracee.tid(), 0, registers.address()) < 0) {
      return;
    }
    if (registers.get(UserRegs.RIP) != path().copying()) {
      throw new IllegalStateException("thread " + tracee.tid() + " failed in code of ours");
    }
    registers.set(UserRegs.RIP, path().copying() + COPYING_LENGTH);
    Ptrace.request(Ptrace.SETREGS, tracee.tid(), 0, registers.address());
  }

  @Override
  public boolean holds(int length) {
    return isAsking() && length <= openSpace().bufferBytes();
  }

  @Override
  public int read(long address, byte[] into, int offset, int length) {
    FastSpace open = openSpace();
    int done = copy(open.guestAddress(open.buffer()), address, length);
    memory().get(open.buffer(), into, offset, done);
    return done;
  }

  @Override
  public int write(long address, byte[] from, int offset, int length) {
    FastSpace open = openSpace();
    memory().put(open.buffer(), from, offset, length);
    return copy(address, open.guestAddress(open.buffer()), length);
  }

  private int copy(long to, long from, int length) {
    int arguments = slot + StubCode.COMMAND_ARGUMENTS;
    memory().putLong(arguments, to);
    memory().putLong(arguments + 8, from);
    memory().putLong(arguments + 16, length);
    return length - (int) tell(StubCode.COPY);
  }

  /** Another thread is to run, so that this one must not look for its answer any more. */
  void park() {
    if (isAsking()) {
      memory().replace(slot + StubCode.STATE, StubCode.ASKS, StubCode.PARK);
    }
  }

  boolean sharesAreaWith(FastThread other) {
    return space != null && space == other.space;
  }

  /**
   * As {@link #park}, and the thread wakes another one before.
   *
   * @return false when it sleeps already
   */
  boolean handOver(int otherSlot) {
    if (!isAsking()) {
      return false;
    }
    memory().putLong(slot + StubCode.COMMAND_ARGUMENTS, openSpace().guestAddress(otherSlot));
    return memory().replace(slot + StubCode.STATE, StubCode.ASKS, StubCode.HAND_OVER);
  }
}
