package dev.reprise.kernel.process;

import dev.reprise.kernel.AddressSpace;
import dev.reprise.kernel.GuestThread;
import dev.reprise.kernel.Memory;
import dev.reprise.kernel.ProgramStack;
import dev.reprise.kernel.Task;
import dev.reprise.linux.Nr;
import dev.reprise.linux.UserRegs;

/** Removes the host's traces from a program that is about to run its first instruction. */
final class NewProgram {
  private static final int AT_IGNORE = 1;
  private static final int AT_HWCAP = 16;
  private static final int AT_RANDOM = 25;
  private static final int AT_HWCAP2 = 26;
  private static final int AT_RSEQ_FEATURE_SIZE = 27;
  private static final int AT_RSEQ_ALIGN = 28;
  private static final int AT_HWCAP3 = 29;
  private static final int AT_HWCAP4 = 30;
  private static final int AT_SYSINFO_EHDR = 33;
  private static final int AT_MINSIGSTKSZ = 51;

  private static final long SCRATCH_ADDRESS = AddressSpace.SCRATCH_START;
  private static final long SCRATCH_SIZE = AddressSpace.SCRATCH_END - AddressSpace.SCRATCH_START;

  void prepare(Task task) {
    Memory memory = task.thread().memory();
    ProgramStack stack = ProgramStack.read(memory, task.thread().register(UserRegs.RSP));
    task.process().addressSpace().setStack(stack);
    patchAuxiliaryVector(task, stack);
    unmapVdso(task);
    mapScratch(task);
  }

  private static void patchAuxiliaryVector(Task task, ProgramStack stack) {
    Memory memory = task.thread().memory();
    for (long at = stack.auxiliaryStart(); at < stack.auxiliaryEnd(); at += 16) {
      patch(task, memory, at);
    }
  }

  private static void patch(Task task, Memory memory, long entry) {
    switch ((int) memory.readLong(entry)) {
      case AT_SYSINFO_EHDR, AT_RSEQ_FEATURE_SIZE, AT_RSEQ_ALIGN, AT_HWCAP3, AT_HWCAP4 ->
          memory.writeLong(entry, AT_IGNORE);
      case AT_HWCAP -> memory.writeLong(entry + 8, VirtualHardware.HWCAP);
      case AT_HWCAP2 -> memory.writeLong(entry + 8, VirtualHardware.HWCAP2);
      case AT_MINSIGSTKSZ -> memory.writeLong(entry + 8, VirtualHardware.MIN_SIGNAL_STACK);
      case AT_RANDOM -> memory.write(memory.readLong(entry + 8), task.random().nextBytes(16));
      default -> {}
    }
  }

  /** Without the vDSO, libc asks the kernel for the time, and so asks us. */
  private static void unmapVdso(Task task) {
    GuestThread thread = task.thread();
    long entry = thread.register(UserRegs.RIP);
    for (String line : thread.hostMappings().split("\n")) {
      if (line.contains("[vdso]") || line.contains("[vvar")) {
        int dash = line.indexOf('-');
        long start = Long.parseUnsignedLong(line.substring(0, dash), 16);
        long end = Long.parseUnsignedLong(line.substring(dash + 1, line.indexOf(' ')), 16);
        thread.executeAt(entry, Nr.MUNMAP, start, end - start, 0, 0, 0, 0);
      }
    }
  }

  private static void mapScratch(Task task) {
    long entry = task.thread().register(UserRegs.RIP);
    long address =
        task.thread().executeAt(entry, Nr.MMAP, SCRATCH_ADDRESS, SCRATCH_SIZE, 3, 0x100022, -1, 0);
    if (address != SCRATCH_ADDRESS) {
      throw new IllegalStateException("no room for the scratch page in " + task);
    }
    task.process().addressSpace().setScratch(address);
  }
}
