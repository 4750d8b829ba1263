package dev.reprise.binary;

/**
 * Finds where x86-64 instructions end, in 64-bit mode.
 *
 * <p>A decoder is a cursor: {@link #decode} looks at one instruction and the other methods describe
 * it until the next call. It allocates nothing. It knows lengths, not meanings: some encodings that
 * the processor would refuse are accepted, but a valid one always gets its true length. Where the
 * vendors differ (a 66 prefix on a near branch) and where only future processors know the encoding
 * (REX2, APX) the bytes count as invalid.
 *
 * <p>Not safe for use by several threads.
 */
public final class InstructionLengths {
  /** The processor's limit for one instruction, in bytes. */
  public static final int MAXIMUM = 15;

  private static final int NONE = -1;

  private byte[] code = new byte[0];
  private int start;
  private int limit;
  private int position;
  private boolean truncated;

  private int rex;
  private boolean operandSizePrefix;
  private boolean addressSizePrefix;
  private int repeatPrefix;
  private int opcodeAt;
  private int map;
  private int opcode;
  private int modrm;
  private int displacementAt;
  private int displacementSize;
  private int immediateSize;
  private boolean ripRelative;
  private boolean branch;

  /**
   * Decodes one instruction.
   *
   * @param bytes where the code is
   * @param offset the index of the instruction's first byte, prefixes included
   * @param end the index after the last byte that may be looked at
   * @return the length in bytes, 1 to {@link #MAXIMUM}, or 0 when the bytes are not an instruction
   *     or are cut short by {@code end}
   */
  public int decode(byte[] bytes, int offset, int end) {
    code = bytes;
    start = offset;
    position = offset;
    limit = Math.min(Math.min(end, bytes.length), offset + MAXIMUM);
    truncated = false;
    rex = 0;
    operandSizePrefix = false;
    addressSizePrefix = false;
    repeatPrefix = 0;
    modrm = NONE;
    displacementAt = NONE;
    displacementSize = 0;
    immediateSize = 0;
    ripRelative = false;
    branch = false;
    char shape = opcodeShape(readPrefixes());
    boolean valid = shape != OpcodeMap.INVALID && readOperands(shape) && !truncated;
    return valid ? position - start : 0;
  }

  /** Returns the offset of the opcode's first byte from the instruction's start. */
  public int opcodeOffset() {
    return opcodeAt - start;
  }

  /**
   * Returns the opcode map: 0 for one-byte opcodes, 1 for 0F, 2 for 0F 38, 3 for 0F 3A; after a
   * VEX, EVEX or XOP prefix the map which that names, 1 to 10.
   */
  public int map() {
    return map;
  }

  /** Returns the last byte of the opcode, 0 to 255. */
  public int opcode() {
    return opcode;
  }

  /** Returns the ModRM byte, 0 to 255, or -1 when there is none. */
  public int modrm() {
    return modrm;
  }

  /** Returns the REX prefix in force, 0x40 to 0x4f, or 0. */
  public int rex() {
    return rex;
  }

  /** Returns whether a 66 prefix stands before the opcode. */
  public boolean hasOperandSizePrefix() {
    return operandSizePrefix;
  }

  /** Returns the last of the prefixes F2 and F3, or 0. */
  public int repeatPrefix() {
    return repeatPrefix;
  }

  /** Returns whether the memory operand is relative to the address after the instruction. */
  public boolean isRipRelative() {
    return ripRelative;
  }

  /** Returns the offset of the memory operand's displacement from the start, or -1. */
  public int displacementOffset() {
    return displacementAt == NONE ? NONE : displacementAt - start;
  }

  /** Returns the size of the memory operand's displacement: 0, 1 or 4 bytes. */
  public int displacementSize() {
    return displacementSize;
  }

  /** Returns the size of what follows the operands, such as constants: 0 to 8 bytes, at the end. */
  public int immediateSize() {
    return immediateSize;
  }

  /** Returns whether the immediate is a distance from the address after the instruction. */
  public boolean isRelativeBranch() {
    return branch;
  }

  /** Returns whether the instruction does nothing, as between functions, or is a breakpoint. */
  public boolean isNop() {
    return map == 0 ? opcode == 0x90 || opcode == 0xcc : map == 1 && opcode == 0x1f;
  }

  /**
   * Returns whether the instruction after this one is not executed next: ret, and jmp to near by.
   */
  public boolean isEnd() {
    return map == 0 && (opcode == 0xc3 || opcode == 0xe9 || opcode == 0xeb);
  }

  private int next() {
    if (position >= limit) {
      truncated = true;
      return 0;
    }
    return code[position++] & 0xff;
  }

  private int readPrefixes() {
    while (true) {
      int value = next();
      switch (value) {
        case 0x66 -> operandSizePrefix = true;
        case 0x67 -> addressSizePrefix = true;
        case 0xf2, 0xf3 -> repeatPrefix = value;
        case 0x26, 0x2e, 0x36, 0x3e, 0x64, 0x65, 0xf0 -> {}
        default -> {
          if ((value & 0xf0) != 0x40) {
            opcodeAt = position - 1;
            return value;
          }
          // Only a REX prefix right before the opcode counts: any other prefix cancels it.
          rex = value;
          continue;
        }
      }
      rex = 0;
    }
  }

  private char opcodeShape(int first) {
    map = 0;
    opcode = first;
    return switch (first) {
      case 0x0f -> escapedShape();
      case 0xc4, 0xc5, 0x62 -> vectorShape(first);
      // A group with one member, pop, leaves room for AMD's XOP prefix.
      case 0x8f -> (peek() & 0x1f) >= 8 ? vectorShape(first) : OpcodeMap.MODRM;
      default -> OpcodeMap.legacy(0, first);
    };
  }

  private int peek() {
    return position < limit ? code[position] & 0xff : 0;
  }

  private char escapedShape() {
    map = 1;
    opcode = next();
    if (opcode == 0x38 || opcode == 0x3a) {
      map = opcode == 0x38 ? 2 : 3;
      opcode = next();
    } else if (opcode == 0x78 && (operandSizePrefix || repeatPrefix == 0xf2)) {
      // SSE4a's extrq and insertq have two immediate bytes after ModRM.
      immediateSize = 1;
      return OpcodeMap.MODRM_BYTE;
    }
    return OpcodeMap.legacy(map, opcode);
  }

  private char vectorShape(int first) {
    if (rex != 0 || operandSizePrefix || repeatPrefix != 0) {
      return OpcodeMap.INVALID;
    }
    int payload = next();
    if (first == 0xc5) {
      map = 1;
      opcode = next();
      return OpcodeMap.vex(map, opcode);
    }
    int second = next();
    if (first == 0x62) {
      next();
      opcode = next();
      map = payload & 7;
      boolean known = (payload & 8) == 0 && (second & 4) != 0;
      return known ? OpcodeMap.evex(map, opcode) : OpcodeMap.INVALID;
    }
    map = payload & 0x1f;
    opcode = next();
    return first == 0xc4 ? OpcodeMap.vex(map, opcode) : OpcodeMap.xop(map);
  }

  private boolean readOperands(char shape) {
    switch (shape) {
      case OpcodeMap.PLAIN -> {}
      case OpcodeMap.MODRM -> readModrm();
      case OpcodeMap.REGISTERS -> modrm = next();
      case OpcodeMap.MODRM_BYTE -> {
        readModrm();
        immediateSize++;
      }
      case OpcodeMap.MODRM_FULL -> {
        readModrm();
        immediateSize = fullSize();
        branch = opcode == 0xc7 && map == 0 && modrm == 0xf8; // xbegin
      }
      case OpcodeMap.TEST_BYTE, OpcodeMap.TEST_FULL -> {
        readModrm();
        if ((modrm & 0x30) == 0) {
          immediateSize = shape == OpcodeMap.TEST_BYTE ? 1 : fullSize();
        }
      }
      case OpcodeMap.BYTE -> immediateSize = 1;
      case OpcodeMap.WORD -> immediateSize = 2;
      case OpcodeMap.FULL -> immediateSize = fullSize();
      case OpcodeMap.WIDE -> immediateSize = (rex & 8) != 0 ? 8 : fullSize();
      case OpcodeMap.ADDRESS -> immediateSize = addressSizePrefix ? 4 : 8;
      case OpcodeMap.ENTER -> immediateSize = 3;
      case OpcodeMap.NEAR, OpcodeMap.FAR -> {
        branch = true;
        immediateSize = shape == OpcodeMap.NEAR ? 1 : 4;
        if (shape == OpcodeMap.FAR && fullSize() == 2) {
          return false;
        }
      }
      default -> throw new AssertionError("no such shape: " + shape);
    }
    skip(immediateSize);
    return true;
  }

  /** The size of an immediate that follows the operand size but has no 8-byte form. */
  private int fullSize() {
    return operandSizePrefix && (rex & 8) == 0 ? 2 : 4;
  }

  private void readModrm() {
    modrm = next();
    int mode = modrm >> 6;
    int base = modrm & 7;
    if (mode == 3) {
      return;
    }
    if (base == 4) {
      base = next() & 7;
    } else if (mode == 0 && base == 5) {
      ripRelative = true;
    }
    if (mode == 1) {
      displacementSize = 1;
    } else if (mode == 2 || base == 5) {
      displacementSize = 4;
    }
    if (displacementSize != 0) {
      displacementAt = position;
      skip(displacementSize);
    }
  }

  private void skip(int count) {
    if (count > limit - position) {
      truncated = true;
    } else {
      position += count;
    }
  }
}
