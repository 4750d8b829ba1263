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
  private static final int REX_W = 0x48;
  private static final int LOAD = 0x8b;
  private static final int STORE = 0x89;
  private static final int EAX_AT_DISTANCE = 0x05;
  private static final int EDX_AT_DISTANCE = 0x15;

  /** lea 1(%rax), %rax. */
  private static final int[] INCREMENT = {0x48, 0x8d, 0x40, 0x01};

  /** mov %eax, %eax: the upper half becomes zero. */
  private static final int[] LOWER_HALF = {0x89, 0xc0};

  private TimestampRoutine() {}

  /** The code for an address; its last byte is the breakpoint. */
  static byte[] at(long address) {
    return CountedRoutine.at(address, AddressSpace.TIMESTAMPS_LEFT, TimestampRoutine::answer);
  }

  private static void answer(Assembler code, long base) {
    code.bytes(REX_W, LOAD).branch(EAX_AT_DISTANCE, base, AddressSpace.TIMESTAMP);
    code.bytes(INCREMENT);
    code.bytes(REX_W, STORE).branch(EAX_AT_DISTANCE, base, AddressSpace.TIMESTAMP);
    code.bytes(LOAD);
    code.branch(EDX_AT_DISTANCE, base, AddressSpace.TIMESTAMP + Integer.BYTES);
    code.bytes(LOWER_HALF);
  }
}
