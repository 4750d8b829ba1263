package dev.reprise.guest;

import dev.reprise.linux.NativeBuffer;

/**
 * What all tracees of a thread share, for it is in use only while one call lasts: making memory
 * outside of the Java heap takes long, and tracees come and go. What each needs for itself is a
 * part of a larger block.
 *
 * @param scratch 4 KiB for what the host tells
 * @param chunk for data, {@link GuestMemory#CHUNK} bytes
 * @param vectors for addresses and lengths of data
 * @param saved the registers that a tracee gets back after a call of ours
 * @param traffic what is counted
 * @param shelf where sets of registers come from
 */
record Buffers(
    NativeBuffer scratch,
    NativeBuffer chunk,
    NativeBuffer vectors,
    Registers saved,
    Traffic traffic,
    Shelf shelf) {
  Buffers() {
    this(new Shelf());
  }

  private Buffers(Shelf shelf) {
    this(
        new NativeBuffer(4096),
        new NativeBuffer(GuestMemory.CHUNK),
        new NativeBuffer(GuestMemory.VECTORS_BYTES),
        shelf.newRegisters(),
        new Traffic(),
        shelf);
  }

  /** Memory for registers, which is made for many tracees at once. */
  static final class Shelf {
    private static final int SETS = 32;

    private NativeBuffer block = new NativeBuffer(SETS * Registers.BYTES);
    private int taken;

    Registers newRegisters() {
      if (taken == SETS) {
        block = new NativeBuffer(SETS * Registers.BYTES);
        taken = 0;
      }
      return new Registers(block.part((long) taken++ * Registers.BYTES, Registers.BYTES));
    }
  }
}
