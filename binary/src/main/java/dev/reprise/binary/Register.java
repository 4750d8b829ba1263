package dev.reprise.binary;

/**
 * The registers that unwinding is about, in the order of DWARF register numbers.
 *
 * <p>That order, from the System V ABI's AMD64 supplement, figure "DWARF Register Number Mapping",
 * differs from the one in machine code: see {@link #ofEncoding(int)}.
 */
public enum Register {
  RAX(0),
  RDX(1),
  RCX(2),
  RBX(3),
  RSI(4),
  RDI(5),
  RBP(6),
  RSP(7),
  R8(8),
  R9(9),
  R10(10),
  R11(11),
  R12(12),
  R13(13),
  R14(14),
  R15(15),
  /** The column of the return address, which stands for the instruction pointer. */
  RIP(16);

  private static final Register[] BY_ENCODING = {
    RAX, RCX, RDX, RBX, RSP, RBP, RSI, RDI, R8, R9, R10, R11, R12, R13, R14, R15
  };

  private static final Register[] BY_NUMBER = values();

  private final int number;

  Register(int number) {
    this.number = number;
  }

  /** Returns the DWARF register number, 0 to 16. */
  public int number() {
    return number;
  }

  /** Returns the register with a DWARF number, 0 to 16. */
  public static Register ofNumber(int number) {
    return BY_NUMBER[number];
  }

  /**
   * Returns the general register that machine code calls by a number.
   *
   * @param number 0 to 15: three bits of ModRM, with a bit of REX above them
   */
  public static Register ofEncoding(int number) {
    return BY_ENCODING[number];
  }
}
