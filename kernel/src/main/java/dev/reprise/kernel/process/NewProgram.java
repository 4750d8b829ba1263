package dev.reprise.kernel.process;

import dev.reprise.kernel.AddressSpace;
import dev.reprise.kernel.GuestThread;
import dev.reprise.kernel.Mapping;
import dev.reprise.kernel.Memory;
import dev.reprise.kernel.ProgramStack;
import dev.reprise.kernel.Refused;
import dev.reprise.kernel.Task;
import dev.reprise.linux.Nr;
import dev.reprise.linux.UserRegs;
import java.util.ArrayList;
import java.util.List;

/** Removes the host's traces from a program that is about to run its first instruction. */
final class NewProgram {
  private static final long CODE_SEGMENT_64 = 0x33;
  private static final int READ_WRITE_EXECUTE = 7;
  private static final int PRIVATE_ANONYMOUS_NOREPLACE = 0x10_0022;

  /**
   * @throws Refused when it is not a program for x86-64: which of the others the host could run,
   *     and how their calls would look, is the host's matter
   */
  void prepare(Task task) {
    if (task.thread().register(UserRegs.CS) != CODE_SEGMENT_64) {
      throw new Refused(
          "the program is for i386 (32-bit x86): Reprise runs programs for x86-64; in " + task);
    }
    byte[] words = AuxiliaryVector.rewrite(task);
    Memory memory = task.thread().memory();
    ProgramStack stack = ProgramStack.of(words, task.thread().register(UserRegs.RSP), memory);
    task.process().addressSpace().setStack(stack);
    furnish(task);
  }

  /** All calls are made together, and memory of ours is one mapping, for stops take time. */
  private static void furnish(Task task) {
    long start = AddressSpace.HIDDEN_START;
    long length = AddressSpace.HIDDEN_END - start;
    List<long[]> calls = new ArrayList<>();
    unmapVdso(task.thread(), calls);
    calls.add(
        new long[] {Nr.MMAP, start, length, READ_WRITE_EXECUTE, PRIVATE_ANONYMOUS_NOREPLACE, -1});
    long[] results = task.thread().furnish(task.thread().register(UserRegs.RIP), calls);
    long result = results[results.length - 1];
    if (result != start) {
      throw new IllegalStateException(
          "no room for the memory of our own in " + task + ", error " + -result);
    }
    task.process().addressSpace().setScratch(AddressSpace.SCRATCH_START);
    task.thread().setGate(AddressSpace.GATE);
  }

  /** Without the vDSO, libc asks the kernel for the time, and so asks us. */
  private static void unmapVdso(GuestThread thread, List<long[]> calls) {
    long start = 0;
    long end = 0;
    // Its code and its data are neighbours, which go with one call.
    for (Mapping mapping : Mapping.parse(thread.hostMappings())) {
      if (mapping.name().equals("[vdso]") || mapping.name().startsWith("[vvar")) {
        if (mapping.start() != end) {
          unmap(calls, start, end);
          start = mapping.start();
        }
        end = mapping.end();
      }
    }
    unmap(calls, start, end);
  }

  private static void unmap(List<long[]> calls, long start, long end) {
    if (start != end) {
      calls.add(new long[] {Nr.MUNMAP, start, end - start, 0, 0, 0});
    }
  }
}
