package dev.reprise.guest;

import dev.reprise.linux.NativeBuffer;

/**
 * What all tracees of a thread share, for it is in use only while one call lasts: making memory
 * outside of the Java heap takes long, and tracees come and go.
 *
 * @param scratch 4 KiB for what the host tells
 * @param chunk for data, {@link GuestMemory#CHUNK} bytes
 * @param vectors for addresses and lengths of data
 * @param saved the registers that a tracee gets back after a call of ours
 * @param traffic what is counted
 */
record Buffers(
    NativeBuffer scratch,
    NativeBuffer chunk,
    NativeBuffer vectors,
    Registers saved,
    Traffic traffic) {
  Buffers() {
    this(
        new NativeBuffer(4096),
        new NativeBuffer(GuestMemory.CHUNK),
        new NativeBuffer(GuestMemory.VECTORS_BYTES),
        new Registers(),
        new Traffic());
  }
}
