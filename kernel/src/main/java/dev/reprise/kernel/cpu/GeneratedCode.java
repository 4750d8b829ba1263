package dev.reprise.kernel.cpu;

import dev.reprise.binary.InstructionLengths;
import dev.reprise.binary.Site;
import dev.reprise.kernel.Bytes;
import dev.reprise.kernel.GuestEvent;
import dev.reprise.kernel.Mapping;
import dev.reprise.kernel.Task;
import dev.reprise.kernel.signal.Sig;
import dev.reprise.linux.Nr;
import dev.reprise.linux.UserRegs;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds cpuid and its like in code which a program makes while it runs.
 *
 * <p>Anonymous memory that becomes executable is made so only when the program jumps there: then
 * the place of a first instruction is known, and the code behind it is decoded from there on.
 * Memory which is writable as well is made executable for one call of a function at a time. A
 * program asks for the processor's features when it starts, so this is done a bounded number of
 * times for each program; a JIT compiler goes on at full speed. Code that asks later than that is
 * answered by the host.
 */
final class GeneratedCode {
  private static final int CODE_AT = 8;
  private static final int ADDRESS_AT = 16;
  private static final int SEGV_ACCERR = 2;
  private static final int READ = 1;
  private static final int READ_WRITE = 3;
  private static final int READ_EXECUTE = 5;
  private static final int ALL = 7;

  /** How much code is looked at behind the first instruction. */
  private static final int WINDOW = 4096;

  private final InstructionLengths decoder = new InstructionLengths();

  /** A call, which the task is still in, has made a range executable. */
  void mapped(Task task, List<Mapping> maps, long start, long end) {
    WithheldCode withheld = withheld(task);
    withheld.forget(start, end);
    for (AnonymousMapping mapping : AnonymousMapping.within(maps, start, end)) {
      if (mapping.isExecutable() && !withheld.isExhausted()) {
        boolean writable = mapping.isWritable();
        withheld.add(new WithheldCode.Range(mapping.start(), mapping.end(), writable));
        long length = mapping.end() - mapping.start();
        int protection = writable ? READ_WRITE : READ;
        task.thread().execute(Nr.MPROTECT, mapping.start(), length, protection, 0, 0, 0);
      }
    }
  }

  private static WithheldCode withheld(Task task) {
    return task.process().addressSpace().patchedCode().withheld();
  }

  /** Whether code of a task's process is not to be executed until it has been looked at. */
  static boolean withholds(Task task) {
    return !withheld(task).ranges().isEmpty();
  }

  /**
   * The task makes a call, for which the host may have to write to memory that is not writable at
   * present; a guest would see it fail.
   */
  void enteringCall(Task task) {
    for (WithheldCode.Range range : withheld(task).ranges()) {
      if (range.runs()) {
        change(task, range, READ_WRITE);
        range.setRuns(false);
      }
    }
  }

  /** Lets a task go on that failed because of us. */
  boolean handle(Task task, GuestEvent event) {
    if (event.signal() == Sig.TRAP) {
      return returned(task);
    }
    if (event.signal() != Sig.SEGV || Bytes.getInt(event.info(), CODE_AT) != SEGV_ACCERR) {
      return false;
    }
    long address = Bytes.getLong(event.info(), ADDRESS_AT);
    WithheldCode.Range range = withheld(task).at(address);
    if (range == null) {
      return false;
    }
    if (range.runs()) {
      boolean changed = change(task, range, READ_WRITE);
      range.setRuns(false);
      return changed;
    }
    return address == task.thread().register(UserRegs.RIP) && execute(task, range, address);
  }

  /** What has run is withheld again: the next call may be of what was written before this ran. */
  private boolean returned(Task task) {
    if (!withheld(task).returns().reached(task)) {
      return false;
    }
    for (WithheldCode.Range range : withheld(task).ranges()) {
      if (range.runs()) {
        change(task, range, READ_WRITE);
        range.setRuns(false);
      }
    }
    return true;
  }

  private boolean execute(Task task, WithheldCode.Range range, long rip) {
    patch(task, rip, range.end());
    WithheldCode withheld = withheld(task);
    withheld.spend();
    if (range.writable() && !withheld.isExhausted()) {
      boolean changed = change(task, range, READ_EXECUTE);
      range.setRuns(true);
      withheld.returns().set(task, task.thread().hostMappings());
      return changed;
    }
    boolean changed = release(task, withheld, range);
    if (withheld.isExhausted()) {
      for (WithheldCode.Range other : List.copyOf(withheld.ranges())) {
        release(task, withheld, other);
      }
    }
    return changed;
  }

  /** The range becomes what the guest believes it to be. */
  private static boolean release(Task task, WithheldCode withheld, WithheldCode.Range range) {
    withheld.remove(range);
    return change(task, range, range.writable() ? ALL : READ_EXECUTE);
  }

  /**
   * Changes the protection of what in a range still is as we left it.
   *
   * @return whether there was anything
   */
  private static boolean change(Task task, WithheldCode.Range range, int protection) {
    String access = range.runs() ? "r-xp" : range.writable() ? "rw-p" : "r--p";
    List<Mapping> maps = task.thread().hostMappings();
    boolean changed = false;
    for (AnonymousMapping part : AnonymousMapping.within(maps, range.start(), range.end())) {
      if (part.access().equals(access)) {
        long length = part.end() - part.start();
        task.thread().execute(Nr.MPROTECT, part.start(), length, protection, 0, 0, 0);
        changed = true;
      }
    }
    return changed;
  }

  private void patch(Task task, long rip, long end) {
    byte[] code = new byte[(int) Math.min(WINDOW, end - rip)];
    int length = task.thread().memory().peek(rip, code, 0, code.length);
    PatchedCode patched = task.process().addressSpace().patchedCode();
    for (Found found : find(code, length)) {
      patched.add(rip + found.at, new Site(0, 0, found.length, found.kind, null, 0));
      task.thread().writeCode(rip + found.at, new byte[] {CodePatcher.BREAKPOINT});
    }
  }

  private record Found(int at, int length, Site.Kind kind) {}

  /**
   * Decodes until the first bytes that are no instruction; padding between functions is skipped.
   */
  private List<Found> find(byte[] code, int end) {
    List<Found> found = new ArrayList<>();
    int at = 0;
    int length = decoder.decode(code, at, end);
    while (length != 0) {
      Site.Kind kind = Instruction.kindAt(code, at + decoder.opcodeOffset(), end);
      if (kind != null && decoder.map() == 1) {
        found.add(new Found(at, length, kind));
      }
      boolean ends = decoder.map() == 0 && isEnd(decoder.opcode());
      at += length;
      while (ends && at < end && isPadding(code[at])) {
        at++;
      }
      length = decoder.decode(code, at, end);
    }
    return found;
  }

  /** Returns and unconditional jumps. */
  private static boolean isEnd(int opcode) {
    return opcode == 0xC2 || opcode == 0xC3 || opcode == 0xE9 || opcode == 0xEB;
  }

  private static boolean isPadding(byte value) {
    return value == 0
        || value == (byte) 0x90
        || value == CodePatcher.BREAKPOINT
        || value == (byte) 0xF4;
  }
}
