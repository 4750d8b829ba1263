package dev.reprise.kernel.cpu;

import dev.reprise.kernel.AddressSpace;

/**
 * Machine code that counts the pauses of a process down: a function which changes nothing else but
 * memory below the stack pointer, not even the flags. When none is left it comes to a breakpoint.
 */
final class PauseRoutine {
  private PauseRoutine() {}

  /** The code for an address; its last byte is the breakpoint. */
  static byte[] at(long address) {
    return CountedRoutine.at(address, AddressSpace.PAUSES_LEFT, (code, base) -> {});
  }
}
