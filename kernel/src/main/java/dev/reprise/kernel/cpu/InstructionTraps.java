package dev.reprise.kernel.cpu;

import dev.reprise.binary.Site;
import dev.reprise.kernel.AddressSpace;
import dev.reprise.kernel.Bytes;
import dev.reprise.kernel.GuestEvent;
import dev.reprise.kernel.Kernel;
import dev.reprise.kernel.Task;
import dev.reprise.kernel.signal.Sig;
import dev.reprise.kernel.signal.SignalInfo;
import dev.reprise.linux.UserRegs;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Answers instructions that trap: by a breakpoint in their place, or because the host makes them.
 */
final class InstructionTraps {
  private static final int ILL_ILLOPN = 2;

  /** So often a dynamic linker reads it without an event; the usual one does so eight times. */
  private static final int TIMESTAMPS = 32;

  private static final long LOW = 0xffff_ffffL;

  private final Kernel kernel;
  private final CpuidModel model;
  private final long timestampTrapped;

  InstructionTraps(Kernel kernel, CpuidModel model, Routines routines) {
    this.kernel = kernel;
    this.model = model;
    this.timestampTrapped = routines.timestampTrapped();
  }

  /** The dynamic linker of a new program may read the time stamp counter without an event. */
  void startTimestamps(Task task) {
    byte[] words = new byte[Long.BYTES + Integer.BYTES];
    Bytes.putLong(words, 0, kernel.clock().monotonicNanos());
    Bytes.putInt(words, Long.BYTES, TIMESTAMPS);
    task.thread().memory().write(AddressSpace.TIMESTAMP, words);
  }

  /** The dynamic linker has read it more often. */
  private boolean timestamp(Task task) {
    long stack = task.thread().register(UserRegs.RSP);
    byte[] pushed = new byte[2 * Long.BYTES];
    if (task.thread().memory().peek(stack, pushed, 0, pushed.length) < pushed.length) {
      return false;
    }
    task.thread().setRegister(UserRegs.RCX, Bytes.getLong(pushed, 0));
    task.thread().setRegister(UserRegs.RIP, Bytes.getLong(pushed, Long.BYTES));
    task.thread().setRegister(UserRegs.RSP, stack + pushed.length);
    readTimestamp(task);
    return true;
  }

  /** Emulates the instruction at which a task was stopped, if it is one of ours. */
  boolean handle(Task task, GuestEvent event) {
    return switch (event.signal()) {
      case Sig.TRAP -> breakpoint(task);
      case Sig.SEGV -> fault(task);
      default -> false;
    };
  }

  /** Answers cpuid, if a task has stopped at a breakpoint in its place. */
  boolean identifiesAtBreakpoint(Task task) {
    PatchedCode patched = task.process().addressSpace().patchedCode();
    Site site = patched.at(task.thread().register(UserRegs.RIP) - 1);
    return site != null && site.kind() == Site.Kind.CPUID && breakpoint(task);
  }

  private boolean breakpoint(Task task) {
    if (task.thread().register(UserRegs.RIP) == timestampTrapped) {
      return timestamp(task);
    }
    PatchedCode patched = task.process().addressSpace().patchedCode();
    long address = task.thread().register(UserRegs.RIP) - 1;
    Site site = patched.at(address);
    if (site == null) {
      return false;
    }
    byte[] code = new byte[site.length()];
    int length = task.thread().memory().peek(address, code, 0, code.length);
    if (length < code.length || !Instruction.isBehindBreakpoint(code, site)) {
      // Other code, with a breakpoint of its own, has taken the place.
      patched.forget(address, address + 1);
      return false;
    }
    execute(task, site.kind(), address, site.length());
    return true;
  }

  /** Answers cpuid, if it has faulted where the host's processor can be told to make it. */
  boolean identifiesAtFault(Task task) {
    return kindAtFault(task) == Site.Kind.CPUID && fault(task);
  }

  /** rdtsc and rdtscp fault by PR_SET_TSC. */
  private boolean fault(Task task) {
    Site.Kind kind = kindAtFault(task);
    if (kind == null) {
      return false;
    }
    long rip = task.thread().register(UserRegs.RIP);
    execute(task, kind, rip, kind == Site.Kind.RDTSCP ? 3 : 2);
    return true;
  }

  private static Site.@Nullable Kind kindAtFault(Task task) {
    byte[] code = new byte[3];
    long rip = task.thread().register(UserRegs.RIP);
    int length = task.thread().memory().peek(rip, code, 0, code.length);
    return faulting(Arrays.copyOf(code, length));
  }

  private static Site.@Nullable Kind faulting(byte[] code) {
    if (code.length < 2 || code[0] != 0x0F) {
      return null;
    }
    return switch (code[1] & 0xff) {
      case 0xA2 -> Site.Kind.CPUID;
      case 0x31 -> Site.Kind.RDTSC;
      case 0x01 -> code.length == 3 && code[2] == (byte) 0xF9 ? Site.Kind.RDTSCP : null;
      default -> null;
    };
  }

  private void execute(Task task, Site.Kind kind, long address, int length) {
    task.thread().setRegister(UserRegs.RIP, address + length);
    switch (kind) {
      case CPUID -> identify(task);
      case RDTSC -> readTimestamp(task);
      case RDTSCP -> {
        readTimestamp(task);
        // IA32_TSC_AUX: the number of the CPU, of which a guest only ever sees the first.
        task.thread().setRegister(UserRegs.RCX, 0);
      }
      case XGETBV, RDRAND, RDSEED, RDPID, XBEGIN -> refuse(task, address);
      case PAUSE -> throw new IllegalStateException("a pause never has a breakpoint");
    }
  }

  private void identify(Task task) {
    int leaf = (int) task.thread().register(UserRegs.RAX);
    CpuidResult result = model.answer(leaf, (int) task.thread().register(UserRegs.RCX));
    task.thread().setRegister(UserRegs.RAX, result.eax() & LOW);
    task.thread().setRegister(UserRegs.RBX, result.ebx() & LOW);
    task.thread().setRegister(UserRegs.RCX, result.ecx() & LOW);
    task.thread().setRegister(UserRegs.RDX, result.edx() & LOW);
  }

  /** The virtual time stamp counter runs at one gigahertz: it counts nanoseconds. */
  private void readTimestamp(Task task) {
    long now = kernel.clock().monotonicNanos();
    task.thread().setRegister(UserRegs.RAX, now & LOW);
    task.thread().setRegister(UserRegs.RDX, now >>> 32);
    kernel.report(task, "rdtsc", now);
  }

  /** The virtual CPU does not have the instruction, which its cpuid says. */
  private void refuse(Task task, long address) {
    task.thread().setRegister(UserRegs.RIP, address);
    kernel.report(task, "illegal instruction", address);
    kernel.signals().force(task, SignalInfo.ofFault(Sig.ILL, ILL_ILLOPN, address));
  }
}
