package dev.reprise.engine;

import dev.reprise.guest.GuestMemory;
import dev.reprise.kernel.AddressSpace;
import dev.reprise.kernel.Bytes;
import dev.reprise.linux.Nr;

/**
 * Counts what the host kernel itself reads into a guest's memory from a file, so that the event log
 * tells of a file that has changed at the very read, and not only by what came of it.
 */
final class HostReads {
  private static final int CHUNK = 1 << 16;
  private static final int VECTOR_BYTES = 16;

  private final Transfers transfers;
  private final byte[] chunk = new byte[CHUNK];

  HostReads(Transfers transfers) {
    this.transfers = transfers;
  }

  /**
   * A call was executed by the host kernel.
   *
   * @param target its second argument: the buffer, or the vectors
   * @param moved its result
   */
  void executed(GuestMemory memory, int nr, long target, long moved) {
    switch (nr) {
      case Nr.READ, Nr.PREAD64 -> count(memory, target, moved);
      case Nr.READV, Nr.PREADV, Nr.PREADV2 -> countVectors(memory, target, moved);
      default -> {}
    }
  }

  private void countVectors(GuestMemory memory, long vectors, long moved) {
    byte[] vector = new byte[VECTOR_BYTES];
    long left = moved;
    for (long at = vectors; left > 0; at += VECTOR_BYTES) {
      if (memory.read(at, vector, 0, VECTOR_BYTES) < VECTOR_BYTES) {
        return;
      }
      long length = Math.min(left, Bytes.getLong(vector, 8));
      count(memory, Bytes.getLong(vector, 0), length);
      left -= length;
    }
  }

  private void count(GuestMemory memory, long address, long length) {
    if (address >= AddressSpace.SCRATCH_START && address < AddressSpace.SCRATCH_END) {
      return;
    }
    for (long done = 0; done < length; ) {
      int got = memory.read(address + done, chunk, 0, (int) Math.min(CHUNK, length - done));
      if (got <= 0) {
        return;
      }
      transfers.add(chunk, 0, got);
      done += got;
    }
  }
}
