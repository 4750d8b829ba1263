package dev.reprise.kernel.spin;

import dev.reprise.kernel.GuestThread;
import dev.reprise.kernel.Memory;

/**
 * A loop in which a thread is for ever, as long as nobody changes its memory: a state of its
 * registers, and all the memory which the loop reads and writes.
 */
public final class Circle {
  private final CpuState registers;
  private final MemoryImage memory;

  Circle(CpuState registers, MemoryImage memory) {
    this.registers = registers;
    this.memory = memory;
  }

  /** Whether the memory is such that a thread in this state would leave the circle. */
  boolean isBroken(Memory ofProcess) {
    return !memory.isPresent(ofProcess);
  }

  boolean isPresent(GuestThread thread) {
    return registers.isPresent(thread) && memory.isPresent(thread.memory());
  }

  /** Orders states of the same circle. */
  int compareTo(Circle other) {
    int byRegisters = registers.compareTo(other.registers);
    return byRegisters != 0 ? byRegisters : memory.compareContents(other.memory);
  }
}
