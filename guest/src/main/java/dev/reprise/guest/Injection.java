package dev.reprise.guest;

import dev.reprise.guest.Tracee.CloneListener;
import dev.reprise.linux.Nr;
import dev.reprise.linux.UserRegs;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/** Makes a stopped thread execute system calls which its program did not ask for. */
final class Injection {
  /** syscall; int3. */
  static final byte[] GATE = {0x0F, 0x05, (byte) 0xCC};

  private static final int SIGTRAP = 5;
  private static final int SIGSEGV = 11;
  private static final int SIGSTOP = 19;
  static final int SIGXFSZ = 25;
  private static final long CLONE_VM = 0x100;
  private static final long CLONE_THREAD = 0x10000;
  private static final long CLONE_SETTLS = 0x80000;
  private static final long CLONE_PARENT_SETTID = 0x100000;

  /** A number that no kernel has and no filter lets pass, so that its entry is a stop. */
  static final int STOPPING_CALL = 100_000;

  private final Tracee tracee;
  private final Registers current;
  private final Registers saved;

  /** Where the breakpoint of the gate is if the present call is made there, or 0. */
  private long breakpoint;

  Injection(Tracee tracee, Registers saved) {
    this.tracee = tracee;
    this.saved = saved;
    this.current = tracee.current();
  }

  long execute(int nr, long a, long b, long c, long d, long e, long f) {
    save();
    Stop stop = start(nr, a, b, c, d, e, f);
    while (stop.kind() == Stop.Kind.CLONE || stop.kind() == Stop.Kind.EXEC) {
      tracee.resume(toExit(), 0);
      stop = tracee.await();
    }
    return finish(stop);
  }

  /** All registers are loaded by the sequence itself, so that it may start within an exec. */
  long[] execute(CallSequence sequence, long address) {
    tracee.settle();
    saved.copyFrom(current);
    current.set(UserRegs.ORIG_RAX, -1);
    current.set(UserRegs.RIP, address);
    breakpoint = address + sequence.length();
    expectExit(resumeToStop(Ptrace.CONT));
    long[] results = sequence.results(current);
    current.copyFrom(saved);
    return results;
  }

  long executeClone(
      long flags,
      long stack,
      long parentTid,
      long childTid,
      long tls,
      long word,
      CloneListener onClone) {
    save();
    boolean tells = word != 0;
    Stop stop =
        tells
            ? start(Nr.CLONE, flags | CLONE_PARENT_SETTID, stack, word, childTid, tls, 0)
            : start(Nr.CLONE, flags, stack, parentTid, childTid, tls, 0);
    if (stop.kind() != Stop.Kind.CLONE) {
      return finish(stop);
    }
    Tracee child = tracee.awaitChild((flags & CLONE_THREAD) != 0);
    int id = tells ? stay(word, (flags & CLONE_PARENT_SETTID) != 0 ? parentTid : 0) : leave();
    Registers registers = child.current();
    registers.copyFrom(current);
    child.finishCall(0);
    if (stack != 0) {
      registers.set(UserRegs.RSP, stack);
    }
    if ((flags & CLONE_SETTLS) != 0) {
      registers.set(UserRegs.FS_BASE, tls);
    }
    child.setSyscallInstruction(tracee.syscallInstruction());
    child.fast().inherit(tracee.fast(), (flags & CLONE_VM) != 0);
    onClone.cloned(child, id);
    return id;
  }

  /**
   * The kernel has written the child's id to memory, so that the parent need not be brought to the
   * exit of its call for it.
   */
  private int stay(long word, long parentTid) {
    byte[] bytes = new byte[Integer.BYTES];
    if (tracee.memory().read(word, bytes, 0, bytes.length) < bytes.length) {
      throw new IllegalStateException("thread " + tracee.tid() + " lost the id of its child");
    }
    if (parentTid != 0) {
      // As in Linux, nothing comes of an address that is not accessible.
      tracee.memory().write(parentTid, bytes, 0, bytes.length);
    }
    int id = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt();
    current.copyFrom(saved);
    current.set(UserRegs.ORIG_RAX, -1);
    tracee.stayInCall(id);
    return id;
  }

  private int leave() {
    tracee.resume(toExit(), 0);
    return (int) finish(tracee.await());
  }

  @Nullable Tracee executeExec(int nr, long a, long b, long c, long d, long e, boolean others) {
    save();
    enter(nr, a, b, c, d, e, 0);
    if (breakpoint != 0) {
      // The breakpoint goes with the old program, also when the call fails later; its exit stays.
      breakpoint = 0;
      expect(Stop.Kind.SYSCALL, tracee.tid(), resumeToStop(Ptrace.SYSCALL));
    }
    tracee.resume(Ptrace.SYSCALL, 0);
    Tracee survivor = awaitExec(others);
    if (survivor == null) {
      long result = current.get(UserRegs.RAX);
      current.copyFrom(saved);
      tracee.finishCall(result);
      return null;
    }
    survivor.setGate(0);
    survivor.forgetBreakpoints();
    FastSpace space = tracee.fast().space();
    if (space != null) {
      survivor.fast().use(space.path());
    }
    if (survivor.isGivenUp()) {
      return survivor;
    }
    survivor.finishCall(0);
    survivor.stayInCall(0);
    return survivor;
  }

  /**
   * Makes the rt_sigreturn(2) anew at whose entry the thread was stopped: where the thread itself
   * made it, for it never comes back to the gate.
   */
  void returnFromSignal() {
    breakpoint = 0;
    enterAgain(Nr.RT_SIGRETURN);
    expectExit(resumeToStop(Ptrace.SYSCALL));
  }

  /**
   * Waits for the outcome of an exec. If the process has other threads, they die on the way, and
   * the survivor has the leader's id, so for once the wait is for any thread; all other guests are
   * stopped then and silent.
   *
   * <p>The host may find a new program too damaged when the old one is gone already. Then it makes
   * the call fail, with a SIGSEGV which nobody can handle.
   *
   * @return the survivor, or null when the call has failed and nothing has changed
   */
  private @Nullable Tracee awaitExec(boolean others) {
    int tid = tracee.tid();
    while (true) {
      int reported = tracee.waitForExec(others);
      Stop stop = tracee.latestStop();
      if (stop.isDeath()) {
        if (reported == tid) {
          throw new GuestDied(tid, stop);
        }
      } else if (stop.kind() == Stop.Kind.EXEC) {
        return survivor(reported, stop);
      } else if (stop.kind() == Stop.Kind.SYSCALL
          && (reported == tid || reported == tracee.tgid())) {
        Tracee survivor = survivor(reported, stop);
        if (survivor.isSignalPending(SIGSEGV)) {
          survivor.giveUp();
          return survivor;
        }
        return null;
      } else if (reported == tid) {
        tracee.stoppedAt(stop);
        tracee.resume(Ptrace.SYSCALL, 0);
      }
    }
  }

  private Tracee survivor(int reported, Stop stop) {
    Tracee survivor =
        reported == tracee.tid() ? tracee : tracee.relative(tracee.tgid(), tracee.tgid());
    survivor.stoppedAt(stop);
    return survivor;
  }

  private void save() {
    tracee.settle();
    tracee.fast().materialize();
    tracee.leaveCall();
    saved.copyFrom(current);
  }

  private Stop start(int nr, long a, long b, long c, long d, long e, long f) {
    enter(nr, a, b, c, d, e, f);
    Stop stop = resumeToStop(toExit());
    return stop.kind() == Stop.Kind.SECCOMP ? resumeToStop(toExit()) : stop;
  }

  /** A call made at the gate runs into its breakpoint. */
  private int toExit() {
    return breakpoint != 0 ? Ptrace.CONT : Ptrace.SYSCALL;
  }

  private boolean isExit(Stop stop) {
    return breakpoint == 0
        ? stop.kind() == Stop.Kind.SYSCALL
        : stop.kind() == Stop.Kind.SIGNAL
            && stop.detail() == SIGTRAP
            && current.get(UserRegs.RIP) == breakpoint;
  }

  private void expectExit(Stop stop) {
    if (stop.isDeath()) {
      throw new GuestDied(tracee.tid(), stop);
    }
    if (!isExit(stop)) {
      throw unexpected(tracee.tid(), stop);
    }
  }

  /**
   * An interrupt from outside waits until the call of ours is done; so does the one signal which a
   * call itself may send, when a file would become longer than the limit says.
   */
  private Stop resumeToStop(int request) {
    tracee.resume(request, 0);
    Stop stop = tracee.await();
    while (stop.kind() == Stop.Kind.SIGNAL
        && (stop.detail() == SIGSTOP || stop.detail() == SIGXFSZ)) {
      if (stop.detail() == SIGXFSZ) {
        tracee.holdSignal(SIGXFSZ);
      }
      tracee.resume(request, 0);
      stop = tracee.await();
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
    breakpoint = 0;
    if (tracee.position() == Tracee.Position.CALL_ENTRY) {
      current.set(UserRegs.ORIG_RAX, nr);
    } else if (tracee.gate() != 0) {
      current.set(UserRegs.ORIG_RAX, -1);
      current.set(UserRegs.RAX, nr);
      current.set(UserRegs.RIP, tracee.gate());
      breakpoint = tracee.gate() + GATE.length;
    } else {
      enterAgain(nr);
    }
  }

  /** Goes back to a {@code syscall} instruction of the program. */
  private void enterAgain(int nr) {
    current.set(UserRegs.ORIG_RAX, -1);
    current.set(UserRegs.RAX, tracee.isFiltered() ? STOPPING_CALL : nr);
    current.set(UserRegs.RIP, tracee.syscallInstruction());
    if (tracee.isFiltered()) {
      // At the filter's stop any call can still take this one's place, so that the stop at the
      // entry, which comes before it, is not needed.
      expect(Stop.Kind.SECCOMP, tracee.tid(), resumeToStop(Ptrace.CONT));
      current.set(UserRegs.ORIG_RAX, nr);
    } else {
      expect(Stop.Kind.SYSCALL, tracee.tid(), resumeToStop(Ptrace.SYSCALL));
    }
  }

  private long finish(Stop stop) {
    expectExit(stop);
    long result = current.get(UserRegs.RAX);
    current.copyFrom(saved);
    current.set(UserRegs.ORIG_RAX, -1);
    return result;
  }

  static void expect(Stop.Kind kind, int tid, Stop stop) {
    if (stop.isDeath()) {
      throw new GuestDied(tid, stop);
    }
    if (stop.kind() != kind) {
      throw unexpected(tid, stop);
    }
  }

  private static IllegalStateException unexpected(int tid, Stop stop) {
    return new IllegalStateException("thread " + tid + " stopped at " + stop + " within a call");
  }
}
