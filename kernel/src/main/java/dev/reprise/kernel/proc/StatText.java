package dev.reprise.kernel.proc;

import dev.reprise.kernel.GuestProcess;
import dev.reprise.kernel.ProgramStack;
import dev.reprise.kernel.Task;
import dev.reprise.kernel.signal.ProcessSignals;
import dev.reprise.kernel.terminal.Terminals;
import java.util.Locale;

/** {@code /proc/PID/stat} and {@code statm}: numbers without names. */
final class StatText {
  private static final int PAGE = 4096;
  private static final int FIRST_PRIORITY = 20;
  private static final int RSS_LIMIT = 5;

  /** PF_RANDOMIZE, which every process shows that was executed. */
  private static final int FLAGS = 0x40_0000;

  /** {@code stat}: one line of 52 fields, which proc(5) numbers from 1. */
  static String stat(ProcessView view) {
    long[] fields = new long[53];
    process(fields, view);
    Task thread = view.thread();
    if (thread != null) {
      thread(fields, thread);
      memory(fields, view);
    }
    StringBuilder text = new StringBuilder();
    text.append(view.id()).append(" (").append(view.name()).append(") ").append(view.state());
    for (int i = 4; i < fields.length; i++) {
      // A limit is the only number that may have the highest bit.
      text.append(' ').append(i == 25 ? Long.toUnsignedString(fields[i]) : fields[i]);
    }
    return text.append('\n').toString();
  }

  private static void process(long[] fields, ProcessView view) {
    GuestProcess process = view.process();
    fields[4] = process.ppid();
    fields[5] = process.pgid();
    fields[6] = process.sid();
    terminal(fields, view);
    fields[9] = FLAGS;
    fields[14] = view.cpuTicks();
    fields[16] = view.whole() ? view.childrenTicks() : 0;
    fields[18] = FIRST_PRIORITY + view.nice();
    fields[19] = view.nice();
    fields[20] = view.threads();
    fields[22] = view.startTicks();
    fields[25] = process.limits().soft(RSS_LIMIT);
    fields[38] = process.exitSignal();
    fields[52] = process.isExited() ? process.waitStatus() : 0;
  }

  private static void terminal(long[] fields, ProcessView view) {
    Terminals terminals = view.kernel().terminals();
    fields[7] = terminals.deviceOf(view.process().sid());
    fields[8] = terminals.foregroundOf(view.process().sid());
  }

  private static void thread(long[] fields, Task thread) {
    ProcessSignals process = thread.process().signals();
    fields[31] = thread.signals().pendingMask() | process.pendingMask();
    fields[32] = thread.signals().mask();
    fields[33] = process.ignored();
    fields[34] = process.caught();
    for (int i = 31; i <= 34; i++) {
      // Linux tells of standard signals only, as of old.
      fields[i] &= 0x7fff_ffff;
    }
    fields[39] = thread.scheduling().cpu();
    fields[40] = thread.scheduling().priority();
    fields[41] = thread.scheduling().policy();
  }

  private static void memory(long[] fields, ProcessView view) {
    MemoryMap map = view.memoryMap();
    ProgramStack stack = view.process().addressSpace().stack();
    fields[23] = map.size();
    fields[24] = resident(view, map) / PAGE;
    fields[28] = stack.top();
    fields[48] = stack.argumentsStart();
    fields[49] = stack.environmentStart();
    fields[50] = stack.environmentStart();
    fields[51] = stack.environmentEnd();
  }

  /** No process is shown to use more than half of the machine, lest its figures not add up. */
  static long resident(ProcessView view, MemoryMap map) {
    return Math.min(map.resident(), view.kernel().config().memoryBytes() / 2);
  }

  /** {@code statm}: sizes in pages. */
  static String statm(ProcessView view) {
    MemoryMap map = view.memoryMap();
    long resident = resident(view, map);
    return String.format(
        Locale.ROOT,
        "%d %d %d %d 0 %d 0\n",
        map.size() / PAGE,
        resident / PAGE,
        Math.min(map.residentFiles(), resident) / PAGE,
        map.code(view.process().executable()) / PAGE,
        map.data() / PAGE);
  }

  private StatText() {}
}
