package dev.reprise.engine;

import dev.reprise.guest.GuestMemory;
import dev.reprise.kernel.Memory;

/** The deterministic kernel's view of a tracee's memory. */
final class PtraceMemory extends Memory {
  private final GuestMemory memory;

  PtraceMemory(GuestMemory memory) {
    this.memory = memory;
  }

  @Override
  public int tryRead(long address, byte[] into, int offset, int length) {
    return memory.read(address, into, offset, length);
  }

  @Override
  public int tryWrite(long address, byte[] from, int offset, int length) {
    return memory.write(address, from, offset, length);
  }
}
