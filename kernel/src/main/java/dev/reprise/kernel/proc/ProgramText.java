package dev.reprise.kernel.proc;

import dev.reprise.kernel.Memory;
import dev.reprise.kernel.ProgramStack;
import dev.reprise.kernel.Task;
import java.util.Arrays;

/** {@code cmdline}, {@code environ} and {@code auxv}: read from the memory of the process, now. */
final class ProgramText {
  private static final int MOST = 1 << 21;

  /**
   * The arguments, each with its zero. A program that shows a title instead has overwritten them,
   * and its title may go on into the environment: then it is one string.
   */
  static byte[] commandLine(Task task) {
    ProgramStack stack = task.process().addressSpace().stack();
    byte[] arguments = read(task, stack.argumentsStart(), stack.environmentStart());
    if (arguments.length == 0 || arguments[arguments.length - 1] == 0) {
      return arguments;
    }
    byte[] all = read(task, stack.argumentsStart(), stack.environmentEnd());
    int length = 0;
    while (length < all.length && all[length] != 0) {
      length++;
    }
    return Arrays.copyOf(all, Math.min(length + 1, all.length));
  }

  static byte[] environment(Task task) {
    ProgramStack stack = task.process().addressSpace().stack();
    return read(task, stack.environmentStart(), stack.environmentEnd());
  }

  static byte[] auxiliaryVector(Task task) {
    ProgramStack stack = task.process().addressSpace().stack();
    return read(task, stack.auxiliaryStart(), stack.auxiliaryEnd());
  }

  private static byte[] read(Task task, long from, long to) {
    Memory memory = task.thread().memory();
    byte[] bytes = new byte[(int) Math.clamp(to - from, 0, MOST)];
    int length = memory.tryRead(from, bytes, 0, bytes.length);
    return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
  }

  private ProgramText() {}
}
