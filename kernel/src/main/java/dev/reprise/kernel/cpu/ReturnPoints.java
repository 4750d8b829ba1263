package dev.reprise.kernel.cpu;

import dev.reprise.kernel.GuestThread;
import dev.reprise.kernel.Mapping;
import dev.reprise.kernel.Task;
import dev.reprise.linux.UserRegs;
import java.util.List;
import java.util.TreeMap;

/**
 * Breakpoints to which functions of generated code return, each for one time.
 *
 * <p>One is only set behind a call instruction in the code of a file, where an instruction is sure
 * to begin. So it does no harm when the function returns another way and somebody else comes by.
 */
final class ReturnPoints {
  /** The longest call instruction has seven bytes. */
  private static final int BEFORE = 7;

  private final TreeMap<Long, Byte> originals;

  ReturnPoints() {
    this(new TreeMap<>());
  }

  private ReturnPoints(TreeMap<Long, Byte> originals) {
    this.originals = originals;
  }

  ReturnPoints copy() {
    return new ReturnPoints(new TreeMap<>(originals));
  }

  /** Sets one for the function at whose first instruction the task is, if it has been called. */
  void set(Task task, List<Mapping> maps) {
    GuestThread thread = task.thread();
    byte[] pointer = new byte[8];
    if (thread.memory().peek(thread.register(UserRegs.RSP), pointer, 0, 8) < 8) {
      return;
    }
    long address = dev.reprise.kernel.Bytes.getLong(pointer, 0);
    byte[] code = new byte[BEFORE + 1];
    if (originals.containsKey(address)
        || task.process().addressSpace().patchedCode().at(address) != null
        || FileMapping.executable(maps, address, address + 1).isEmpty()
        || thread.memory().peek(address - BEFORE, code, 0, code.length) < code.length
        || !endsWithCall(code)) {
      return;
    }
    originals.put(address, code[BEFORE]);
    thread.writeCode(address, new byte[] {CodePatcher.BREAKPOINT});
  }

  /** E8 with four bytes, or FF /2 with its operand of one to six bytes. */
  private static boolean endsWithCall(byte[] code) {
    if (code[BEFORE - 5] == (byte) 0xE8) {
      return true;
    }
    for (int length = 2; length <= BEFORE; length++) {
      int at = BEFORE - length;
      if (code[at] == (byte) 0xFF && (code[at + 1] >> 3 & 7) == 2) {
        return true;
      }
    }
    return false;
  }

  /** Removes the breakpoint behind which the task has stopped; false when there is none. */
  boolean reached(Task task) {
    GuestThread thread = task.thread();
    long address = thread.register(UserRegs.RIP) - 1;
    Byte original = originals.remove(address);
    if (original == null) {
      return false;
    }
    thread.writeCode(address, new byte[] {original});
    thread.setRegister(UserRegs.RIP, address);
    return true;
  }
}
