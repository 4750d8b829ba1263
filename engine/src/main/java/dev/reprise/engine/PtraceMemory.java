package dev.reprise.engine;

import dev.reprise.guest.GuestMemory;
import dev.reprise.kernel.AddressSpace;
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
    count(address, into, offset, done);
    return done;
  }

  @Override
  public int peek(long address, byte[] into, int offset, int length) {
    return memory.read(address, into, offset, length);
  }

  @Override
  public int peekRanges(long[] addresses, int[] lengths, byte[] into) {
    return addresses.length <= GuestMemory.MAX_RANGES
        ? memory.readRanges(addresses, lengths, into)
        : super.peekRanges(addresses, lengths, into);
  }

  @Override
  protected void moved(byte[] bytes, int offset, int length) {
    transfers.add(bytes, offset, length);
  }

  @Override
  public int tryWrite(long address, byte[] from, int offset, int length) {
    int done = memory.write(address, from, offset, length);
    count(address, from, offset, done);
    return done;
  }

  /** Memory of ours holds answers of the host which the guest never sees: they do not count. */
  void count(long address, byte[] bytes, int offset, int length) {
    if (address < AddressSpace.HIDDEN_START || address >= AddressSpace.HIDDEN_END) {
      transfers.add(bytes, offset, length);
    }
  }
}
