package dev.reprise.kernel.cpu;

import dev.reprise.binary.Assembler;
import dev.reprise.kernel.AddressSpace;

/**
 * Machine code in place of the dynamic linker's rdtsc: a function which answers with the moment of
 * the exec and a nanosecond for each time that it was called. It changes RAX and RDX, memory below
 * the stack pointer, and nothing else, not even the flags. When it has answered often enough it
 * comes to a breakpoint.
 */
final class TimestampRoutine {
  private static final int PUSH_RCX = 0x51;
  private static final int POP_RCX = 0x59;
  private static final int RET = 0xc3;
  private static final int JRCXZ = 0xe3;
  private static final int REX_W = 0x48;
  private static final int LOAD = 0x8b;
  private static final int STORE = 0x89;
  private static final int EAX_AT_DISTANCE = 0x05;
  private static final int ECX_AT_DISTANCE = 0x0d;
  private static final int EDX_AT_DISTANCE = 0x15;

  /** lea -1(%rcx), %ecx. */
  private static final int[] DECREMENT = {0x8d, 0x49, 0xff};

  /** lea 1(%rax), %rax. */
  private static final int[] INCREMENT = {0x48, 0x8d, 0x40, 0x01};

  /** mov %eax, %eax: the upper half becomes zero. */
  private static final int[] LOWER_HALF = {0x89, 0xc0};

  /** Between the jump and the breakpoint. */
  private static final int BYTES_OF_ANSWERING = 3 + 6 + 7 + 4 + 7 + 6 + 2 + 1 + 1;

  private TimestampRoutine() {}

  /** The code for an address; its last byte is the breakpoint. */
  static byte[] at(long address) {
    return new Assembler()
        .bytes(PUSH_RCX, LOAD)
        .branch(ECX_AT_DISTANCE, address, AddressSpace.TIMESTAMPS_LEFT)
        .bytes(JRCXZ, BYTES_OF_ANSWERING)
        .bytes(DECREMENT)
        .bytes(STORE)
        .branch(ECX_AT_DISTANCE, address, AddressSpace.TIMESTAMPS_LEFT)
        .bytes(REX_W, LOAD)
        .branch(EAX_AT_DISTANCE, address, AddressSpace.TIMESTAMP)
        .bytes(INCREMENT)
        .bytes(REX_W, STORE)
        .branch(EAX_AT_DISTANCE, address, AddressSpace.TIMESTAMP)
        .bytes(LOAD)
        .branch(EDX_AT_DISTANCE, address, AddressSpace.TIMESTAMP + Integer.BYTES)
        .bytes(LOWER_HALF)
        .bytes(POP_RCX, RET)
        .bytes(CodePatcher.BREAKPOINT)
        .code();
  }
}
