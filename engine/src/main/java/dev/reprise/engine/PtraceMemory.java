package dev.reprise.engine;

import dev.reprise.guest.GuestMemory;
import dev.reprise.kernel.Memory;

/** The deterministic kernel's view of a tracee's memory. */
final class PtraceMemory extends Memory {
  private final GuestMemory memory;
  private final Transfers transfers;

  PtraceMemory(GuestMemory memory, Transfers transfers) {
    this.memory = memory;
    this.transfers = transfers;
  }

  @Override
  public int tryRead(long address, byte[] into, int offset, int length) {
    int done = memory.read(address, into, offset, length);
    transfers.add(into, offset, done);
    return done;
  }

  @Override
  public int tryWrite(long address, byte[] from, int offset, int length) {
    int done = memory.write(address, from, offset, length);
    transfers.add(from, offset, done);
    return done;
  }
}
