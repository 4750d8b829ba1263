package dev.reprise.binary;

/**
 * What follows each opcode byte in 64-bit mode, one character an opcode, sixteen opcodes a row.
 *
 * <p>The facts are those of the opcode maps in Intel's "Software Developer's Manual", volume 2,
 * appendix A, and of AMD's "Programmer's Manual", volume 3, appendix A.
 */
final class OpcodeMap {
  /** Not an instruction in 64-bit mode, or handled before the map is asked. */
  static final char INVALID = 'x';

  /** Nothing follows. */
  static final char PLAIN = '.';

  /** A ModRM byte follows. */
  static final char MODRM = 'M';

  /** A ModRM byte whose operands are registers, whatever its mode bits say. */
  static final char REGISTERS = 'R';

  /** A ModRM byte and an immediate byte. */
  static final char MODRM_BYTE = 'B';

  /** A ModRM byte and an immediate of 2 or 4 bytes. */
  static final char MODRM_FULL = 'Z';

  /** A ModRM byte and, for the first two of the group, an immediate byte. */
  static final char TEST_BYTE = '3';

  /** A ModRM byte and, for the first two of the group, an immediate of 2 or 4 bytes. */
  static final char TEST_FULL = '7';

  /** An immediate byte. */
  static final char BYTE = 'b';

  /** An immediate of 2 bytes. */
  static final char WORD = 'w';

  /** An immediate of 2 or 4 bytes. */
  static final char FULL = 'z';

  /** An immediate of 2, 4 or 8 bytes. */
  static final char WIDE = 'v';

  /** An absolute address of 4 or 8 bytes. */
  static final char ADDRESS = 'o';

  /** Immediates of 2 bytes and of one. */
  static final char ENTER = 'e';

  /** A branch distance of one byte. */
  static final char NEAR = 'J';

  /** A branch distance of 4 bytes. */
  static final char FAR = 'j';

  private static final String ONE_BYTE =
      "MMMMbzxxMMMMbzxx" // 00: add, or
          + "MMMMbzxxMMMMbzxx" // 10: adc, sbb
          + "MMMMbzxxMMMMbzxx" // 20: and, sub
          + "MMMMbzxxMMMMbzxx" // 30: xor, cmp
          + "xxxxxxxxxxxxxxxx" // 40: REX
          + "................" // 50: push, pop
          + "xxxMxxxxzZbB...." // 60: movsxd, push, imul, ins, outs
          + "JJJJJJJJJJJJJJJJ" // 70: jcc
          + "BZxBMMMMMMMMMMMM" // 80: group 1, test, xchg, mov, lea, pop
          + "..........x....." // 90: xchg, cwde, pushf
          + "oooo....bz......" // a0: mov, string instructions, test
          + "bbbbbbbbvvvvvvvv" // b0: mov
          + "BBw.xxBZe.w..bx." // c0: shifts, ret, mov, enter, leave, int
          + "MMMMxxx.MMMMMMMM" // d0: shifts, xlat, x87
          + "JJJJbbbbjjxJ...." // e0: loop, in, out, call, jmp
          + "x.xx..37......MM"; // f0: int1, hlt, groups 3 to 5

  private static final String TWO_BYTES =
      "MMMMx.....x.xM.B" // 00: system, syscall, ud2, prefetch, 3DNow!
          + "MMMMMMMMMMMMMMMM" // 10: SSE moves, hints, endbr64
          + "RRRRxxxxMMMMMMMM" // 20: control registers, SSE conversions
          + "......x.xxxxxxxx" // 30: rdtsc, rdmsr, sysenter
          + "MMMMMMMMMMMMMMMM" // 40: cmovcc
          + "MMMMMMMMMMMMMMMM" // 50: SSE arithmetic
          + "MMMMMMMMMMMMMMMM" // 60: packed integers
          + "BBBBMMM.MMxxMMMM" // 70: shuffles, shifts
          + "jjjjjjjjjjjjjjjj" // 80: jcc
          + "MMMMMMMMMMMMMMMM" // 90: setcc
          + "...MBMMM...MBMMM" // a0: cpuid, bt, shld, imul
          + "MMMMMMMMMMBMMMMM" // b0: cmpxchg, movzx, bsf
          + "MMBMBBBM........" // c0: xadd, cmpps, shufps, group 9, bswap
          + "MMMMMMMMMMMMMMMM" // d0: packed integers
          + "MMMMMMMMMMMMMMMM" // e0
          + "MMMMMMMMMMMMMMMM"; // f0

  private OpcodeMap() {}

  /**
   * Returns what follows an opcode that has no VEX, EVEX or XOP prefix.
   *
   * @param map 0 for one-byte opcodes, 1 after 0F, 2 after 0F 38, 3 after 0F 3A
   * @param opcode the opcode's last byte, 0 to 255
   */
  static char legacy(int map, int opcode) {
    return switch (map) {
      case 0 -> ONE_BYTE.charAt(opcode);
      case 1 -> TWO_BYTES.charAt(opcode);
      case 2 -> MODRM;
      default -> MODRM_BYTE;
    };
  }

  /** Returns what follows an opcode that has a VEX prefix. */
  static char vex(int map, int opcode) {
    return switch (map) {
      // vzeroupper and vzeroall alone have no operands.
      case 1 -> opcode == 0x77 ? PLAIN : vectorMapOne(opcode);
      case 2 -> MODRM;
      case 3 -> MODRM_BYTE;
      default -> INVALID;
    };
  }

  /** Returns what follows an opcode that has an EVEX prefix. */
  static char evex(int map, int opcode) {
    return switch (map) {
      case 1 -> vectorMapOne(opcode);
      case 2, 5, 6 -> MODRM;
      case 3 -> MODRM_BYTE;
      default -> INVALID;
    };
  }

  /** Returns what follows an opcode that has an XOP prefix, whose maps begin at 8. */
  static char xop(int map) {
    return switch (map) {
      case 8 -> MODRM_BYTE;
      case 9 -> MODRM;
      case 10 -> MODRM_FULL;
      default -> INVALID;
    };
  }

  private static char vectorMapOne(int opcode) {
    boolean immediate = opcode >= 0x70 && opcode <= 0x73;
    immediate |= opcode == 0xc2 || (opcode >= 0xc4 && opcode <= 0xc6);
    return immediate ? MODRM_BYTE : MODRM;
  }
}
