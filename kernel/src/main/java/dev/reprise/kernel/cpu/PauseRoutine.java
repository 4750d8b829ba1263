package dev.reprise.kernel.cpu;

import dev.reprise.binary.Assembler;
import dev.reprise.kernel.AddressSpace;

/**
 * Machine code that counts the pauses of a process down: a function which changes nothing else but
 * memory below the stack pointer, not even the flags. When none is left it comes to a breakpoint.
 */
final class PauseRoutine {
  private static final int PUSH_RCX = 0x51;
  private static final int POP_RCX = 0x59;
  private static final int RET = 0xc3;
  private static final int JRCXZ = 0xe3;
  private static final int LOAD = 0x8b;
  private static final int STORE = 0x89;
  private static final int ECX_AT_DISTANCE = 0x0d;

  /** lea -1(%rcx), %ecx. */
  private static final int[] DECREMENT = {0x8d, 0x49, 0xff};

  /** Between the jump and the breakpoint. */
  private static final int BYTES_OF_COUNTING = DECREMENT.length + 6 + 2;

  private PauseRoutine() {}

  /** The code for an address; its last byte is the breakpoint. */
  static byte[] at(long address) {
    return new Assembler()
        .bytes(PUSH_RCX, LOAD)
        .branch(ECX_AT_DISTANCE, address, AddressSpace.PAUSES_LEFT)
        .bytes(JRCXZ, BYTES_OF_COUNTING)
        .bytes(DECREMENT)
        .bytes(STORE)
        .branch(ECX_AT_DISTANCE, address, AddressSpace.PAUSES_LEFT)
        .bytes(POP_RCX, RET)
        .bytes(CodePatcher.BREAKPOINT)
        .code();
  }
}
