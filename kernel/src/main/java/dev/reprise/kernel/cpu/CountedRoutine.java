package dev.reprise.kernel.cpu;

import dev.reprise.binary.Assembler;

/**
 * A function in machine code that can be called so many times: it counts a word of memory down, and
 * when nothing is left it comes to a breakpoint. It changes no register and no flag by itself, but
 * memory below the stack pointer.
 */
final class CountedRoutine {
  private static final int PUSH_RCX = 0x51;
  private static final int POP_RCX = 0x59;
  private static final int RET = 0xc3;
  private static final int JRCXZ = 0xe3;
  private static final int LOAD = 0x8b;
  private static final int STORE = 0x89;
  private static final int ECX_AT_DISTANCE = 0x0d;

  /** lea -1(%rcx), %ecx. */
  private static final int[] DECREMENT = {0x8d, 0x49, 0xff};

  /** What comes before the jump to the breakpoint, and that jump. */
  private static final int HEAD_BYTES = 1 + 6 + 2;

  private CountedRoutine() {}

  /**
   * The code for an address; its last byte is the breakpoint, at which RCX is still on the stack.
   *
   * @param counter the address of the word, four bytes
   * @param body adds what it does while something is left, for the address that it is given as the
   *     base; RCX is free for it
   */
  static byte[] at(long address, long counter, Body body) {
    long base = address + HEAD_BYTES;
    Assembler rest = new Assembler();
    rest.bytes(DECREMENT).bytes(STORE).branch(ECX_AT_DISTANCE, base, counter);
    body.addTo(rest, base);
    rest.bytes(POP_RCX, RET);
    byte[] code = rest.code();
    return new Assembler()
        .bytes(PUSH_RCX, LOAD)
        .branch(ECX_AT_DISTANCE, address, counter)
        .bytes(JRCXZ, code.length)
        .bytes(code, 0, code.length)
        .bytes(CodePatcher.BREAKPOINT)
        .code();
  }

  /** The instructions of a routine's own. */
  @FunctionalInterface
  interface Body {
    void addTo(Assembler code, long base);
  }
}
