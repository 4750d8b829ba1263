package dev.reprise.binary;

/**
 * How many bytes of memory an instruction touches through its ModRM byte, by the opcode maps of
 * Intel's "Software Developer's Manual", volume 2, appendix A; and which instructions are simple
 * enough to say so.
 */
final class OperandSizes {
  /** The instruction does more than touching registers and memory, or nobody has looked at it. */
  static final int UNKNOWN = -1;

  /** It touches no memory through a ModRM byte, though it may have one. */
  private static final int NOTHING = 0;

  private static final int VECTOR = 16;

  /** One-byte opcodes: a byte, the operand size, nothing by ModRM, a word of 8, or unknown. */
  private static final String ONE_BYTE =
      "bobo..xxbobo..xx" // 00: add, or
          + "bobo..xxbobo..xx" // 10: adc, sbb
          + "bobo..xxbobo..xx" // 20: and, sub
          + "bobo..xxbobo..xx" // 30: xor, cmp
          + "xxxxxxxxxxxxxxxx" // 40: REX
          + "................" // 50: push, pop
          + "xxxoxxxx.o.oxxxx" // 60: movsxd, push, imul
          + "................" // 70: jcc
          + "boxobobobobox.xx" // 80: group 1, test, xchg, mov, lea
          + "..........xxxx.." // 90: xchg, cwde; not pushf, popf; sahf, lahf
          + "xxxx............" // a0: string instructions, test
          + "................" // b0: mov
          + "bo..xxbox.xxxxxx" // c0: shifts, ret, mov, leave
          + "bobo" // d0: shifts
          + "xxxxxxxxxxxx" // d4: xlat, x87
          + "....xxxx..x.xxxx" // e0: loop, call, jmp
          + "xxxxx.bo..xx..bw"; // f0: cmc, groups 3 to 5, flags; not cli, sti

  /** The same after 0F; a vector is 'v', two bytes are 'h'. */
  private static final String TWO_BYTES =
      "xxxxxxxxxxxxx.xx" // 00: prefetch
          + "vvvvvvvv........" // 10: moves, hints
          + "xxxxxxxxvvvvvvvv" // 20: moves, conversions
          + "xxxxxxxxxxxxxxxx" // 30
          + "oooooooooooooooo" // 40: cmovcc
          + "vvvvvvvvvvvvvvvv" // 50: arithmetic
          + "vvvvvvvvvvvvvvvv" // 60: packed integers
          + "vvvvvvvxxxxxvvvv" // 70: shuffles; not emms
          + "................" // 80: jcc
          + "bbbbbbbbbbbbbbbb" // 90: setcc
          + "xxxxooxxxxxxooxo" // a0: shld, shrd, imul; bt in memory may be far away
          + "boxoxxbhoxoxoobh" // b0: cmpxchg, movzx, bt by a constant, bsf
          + "bovovvvx........" // c0: xadd, cmpps, movnti, shufps, bswap
          + "vvvvvvvvvvvvvvvv" // d0
          + "vvvvvvvvvvvvvvvv" // e0
          + "vvvvvvvxvvvvvvvx"; // f0: not maskmovq, ud0

  private OperandSizes() {}

  /** The length of an opcode with its escape bytes. */
  static int opcodeBytes(int map) {
    return map < 2 ? map + 1 : 3;
  }

  /** The most bytes that the instruction touches through ModRM, {@code 0}, or {@link #UNKNOWN}. */
  static int modrm(InstructionLengths decoder) {
    int opcode = decoder.opcode();
    return switch (decoder.map()) {
      case 0 -> oneByte(decoder, opcode);
      case 1 -> twoBytes(decoder, opcode);
      // From f2 on there are stores of special kinds; movbe, crc32 and adcx are not among them.
      case 2 -> opcode < 0xf2 || opcode == 0xf6 && isAdd(decoder) ? VECTOR : UNKNOWN;
      case 3 -> VECTOR;
      default -> UNKNOWN;
    };
  }

  /** adcx and adox have a prefix; without one f6 is wrss. */
  private static boolean isAdd(InstructionLengths decoder) {
    return decoder.hasOperandSizePrefix() || decoder.repeatPrefix() == 0xf3;
  }

  private static int oneByte(InstructionLengths decoder, int opcode) {
    int member = decoder.modrm() >> 3 & 7;
    return switch (opcode) {
      // xabort and xbegin.
      case 0xc6, 0xc7 -> member == 0 ? size(decoder, ONE_BYTE.charAt(opcode)) : UNKNOWN;
      // lea: the address is all it wants.
      case 0x8d -> NOTHING;
      case 0xfe -> member < 2 ? 1 : UNKNOWN;
      // Far calls and jumps.
      case 0xff -> member == 3 || member == 5 || member == 7 ? UNKNOWN : 8;
      default -> size(decoder, ONE_BYTE.charAt(opcode));
    };
  }

  private static int twoBytes(InstructionLengths decoder, int opcode) {
    int member = decoder.modrm() >> 3 & 7;
    boolean inMemory = decoder.modrm() < 0xc0;
    return switch (opcode) {
      case 0xa3, 0xab, 0xb3, 0xbb -> inMemory ? UNKNOWN : NOTHING;
      case 0xae -> {
        boolean plain = decoder.repeatPrefix() == 0 && !decoder.hasOperandSizePrefix();
        boolean control = inMemory && (member == 2 || member == 3);
        boolean fence = !inMemory && member >= 5;
        yield plain && (control || fence) ? 4 : UNKNOWN;
      }
      case 0xb8 -> decoder.repeatPrefix() == 0xf3 ? 8 : UNKNOWN;
      case 0xc7 -> inMemory && member == 1 ? VECTOR : UNKNOWN;
      default -> size(decoder, TWO_BYTES.charAt(opcode));
    };
  }

  private static int size(InstructionLengths decoder, char kind) {
    return switch (kind) {
      case '.' -> NOTHING;
      case 'b' -> 1;
      case 'h' -> 2;
      case 'o' -> (decoder.rex() & 8) != 0 ? 8 : decoder.hasOperandSizePrefix() ? 2 : 4;
      case 'w' -> 8;
      case 'v' -> VECTOR;
      default -> UNKNOWN;
    };
  }
}
