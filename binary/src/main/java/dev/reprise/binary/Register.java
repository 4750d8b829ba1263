package dev.reprise.binary;

/**
 * The registers that unwinding is about, in the order of DWARF register numbers.
 *
 * <p>That order, from the System V ABI's AMD64 supplement, figure "DWARF Register Number Mapping",
 * differs from the one in machine code: see {@link #ofEncoding}.
 */
public enum Register {
  RAX,
  RDX,
  RCX,
  RBX,
  RSI,
  RDI,
  RBP,
  RSP,
  R8,
  R9,
  R10,
  R11,
  R12,
  R13,
  R14,
  R15,
  RIP;

  private static final Register[] BY_ENCODING = {
    RAX, RCX, RDX, RBX, RSP, RBP, RSI, RDI, R8, R9, R10, R11, R12, R13, R14, R15
  };

  /**
   * Returns the general register that machine code calls by a number.
   *
   * @param number 0 to 15: three bits of ModRM, with a bit of REX above them
   */
  public static Register ofEncoding(int number) {
    return BY_ENCODING[number];
  }
}
