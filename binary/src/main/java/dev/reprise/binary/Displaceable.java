package dev.reprise.binary;

/**
 * Knows instructions which do the same wherever they are, if a distance from themselves is changed
 * by as much as they are moved ({@link InstructionLengths#isRipRelative}).
 *
 * <p>It is a list of what compilers put around the wanted instructions, not of all there is: moves
 * and arithmetic between registers and constants. Memory is only touched where an access does not
 * fail unless all is lost, for a fault would be seen at the wrong address: relative to the stack
 * pointer, below the frame pointer, and at a distance from the instruction itself, where a file has
 * its own data. Nothing with a prefix other than REX is taken, and no nop, for a nop may be there
 * to align a place that is jumped to.
 */
final class Displaceable {
  private static final int REX_INDEX_AND_BASE = 3;

  /** What the lowest bits of a ModRM byte say. */
  private static final int HAS_SIB = 4;

  private static final int FRAME_POINTER = 5;

  /** A SIB byte without its scale: the base is the stack pointer and there is no index. */
  private static final int STACK_POINTER = 0x24;

  private Displaceable() {}

  /**
   * Returns whether an instruction is one of them.
   *
   * @param decoder what describes it
   * @param at where it begins in {@code code}
   */
  static boolean holds(InstructionLengths decoder, byte[] code, int at) {
    boolean plain = decoder.opcodeOffset() == (decoder.rex() == 0 ? 0 : 1);
    return plain
        && switch (decoder.map()) {
          case 0 -> isKnown(decoder.opcode(), decoder.modrm()) && hasOperand(decoder, code, at);
          case 1 -> isKnownEscaped(decoder.opcode()) && hasOperand(decoder, code, at);
          default -> false;
        };
  }

  private static boolean isKnown(int opcode, int modrm) {
    int member = modrm >> 3 & 7;
    return switch (opcode) {
      // movsxd, imul
      case 0x63, 0x69, 0x6b -> true;
      // add and its like with a constant; test; mov; lea
      case 0x80, 0x81, 0x83, 0x84, 0x85, 0x88, 0x89, 0x8a, 0x8b, 0x8d, 0xa8, 0xa9 -> true;
      // shifts
      case 0xc0, 0xc1, 0xd0, 0xd1, 0xd2, 0xd3 -> true;
      // mov of a constant; test, not, neg, mul, but not div, which may fail; inc, dec
      case 0xc6, 0xc7 -> member == 0;
      case 0xf6, 0xf7 -> member < 6;
      case 0xfe, 0xff -> member < 2;
      // add and its like, push and pop of a register, mov of a constant to a register
      default ->
          opcode < 0x40 && (opcode & 7) < 6
              || opcode >= 0x50 && opcode < 0x60
              || opcode >= 0xb0 && opcode < 0xc0;
    };
  }

  private static boolean isKnownEscaped(int opcode) {
    return switch (opcode) {
      // bt, imul, movzx, movsx
      case 0xa3, 0xaf, 0xb6, 0xb7, 0xbe, 0xbf -> true;
      // cmov, set, bswap
      default -> (opcode & 0xf0) == 0x40 || (opcode & 0xf0) == 0x90 || (opcode & 0xf8) == 0xc8;
    };
  }

  private static boolean hasOperand(InstructionLengths decoder, byte[] code, int at) {
    int modrm = decoder.modrm();
    if (modrm < 0 || modrm >> 6 == 3) {
      return true;
    }
    if (decoder.isRipRelative()) {
      return true;
    }
    if (decoder.map() == 0 && decoder.opcode() == 0x8d) {
      // lea only computes an address.
      return true;
    }
    if (decoder.displacementOffset() <= 0 || (decoder.rex() & REX_INDEX_AND_BASE) != 0) {
      return false;
    }
    int displacement = at + decoder.displacementOffset();
    if ((modrm & 7) == FRAME_POINTER) {
      int last = modrm >> 6 == 1 ? 0 : 3;
      return code[displacement + last] < 0;
    }
    return (modrm & 7) == HAS_SIB && (code[displacement - 1] & 0x3f) == STACK_POINTER;
  }
}
