package dev.reprise.binary;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which memory an instruction may touch, for those instructions that do nothing besides touching
 * registers and memory.
 *
 * <p>Reads and writes are not told apart, and sizes may be too large but never too small. What has
 * other effects (system calls, traps, time stamps, port access, the trap flag seen or changed) or
 * touches memory in ways that are not modelled here is not described at all.
 *
 * @param length of the instruction in bytes
 * @param isPause whether it is the hint of a loop that waits
 * @param operands the memory
 */
public record Effect(int length, boolean isPause, List<MemoryOperand> operands) {
  private static final int RSP = 4;
  private static final int RBP = 5;
  private static final int RSI = 6;
  private static final int RDI = 7;
  private static final int WORD = 8;

  /**
   * Describes an instruction.
   *
   * @param code whose first bytes are the instruction
   * @param end the number of bytes
   * @return null when it is not described
   */
  public static @Nullable Effect of(byte[] code, int end) {
    InstructionLengths decoder = new InstructionLengths();
    int length = decoder.decode(code, 0, end);
    if (length == 0 || isVectorPrefix(code[decoder.opcodeOffset()] & 0xff, decoder.map())) {
      return null;
    }
    Prefixes prefixes = Prefixes.of(code, decoder.opcodeOffset());
    if (prefixes.shortAddresses() || (prefixes.isSegmented() && isString(decoder))) {
      return null;
    }
    int size = OperandSizes.modrm(decoder);
    if (size == OperandSizes.UNKNOWN) {
      return null;
    }
    List<MemoryOperand> operands = new ArrayList<>(implicit(decoder));
    if (size > 0 && decoder.modrm() >= 0 && decoder.modrm() < 0xc0) {
      operands.add(explicit(code, decoder, prefixes.segment(), size));
    }
    boolean pause =
        decoder.map() == 0 && decoder.opcode() == 0x90 && decoder.repeatPrefix() == 0xf3;
    return new Effect(length, pause, List.copyOf(operands));
  }

  /** VEX, EVEX and XOP, which the virtual processor does not have. */
  private static boolean isVectorPrefix(int first, int map) {
    return first == 0xc4 || first == 0xc5 || first == 0x62 || (first == 0x8f && map != 0);
  }

  private static boolean isString(InstructionLengths decoder) {
    return decoder.map() == 0 && decoder.opcode() >= 0xa4 && decoder.opcode() <= 0xaf;
  }

  /** What is touched though no operand says so. */
  private static List<MemoryOperand> implicit(InstructionLengths decoder) {
    if (decoder.map() != 0) {
      return List.of();
    }
    MemoryOperand pushed = MemoryOperand.at(RSP, -WORD, WORD);
    MemoryOperand popped = MemoryOperand.at(RSP, 0, WORD);
    MemoryOperand source = MemoryOperand.at(RSI, 0, WORD);
    MemoryOperand target = MemoryOperand.at(RDI, 0, WORD);
    int opcode = decoder.opcode();
    return switch (opcode) {
      case 0x50, 0x51, 0x52, 0x53, 0x54, 0x55, 0x56, 0x57, 0x68, 0x6a, 0xe8 -> List.of(pushed);
      case 0x58, 0x59, 0x5a, 0x5b, 0x5c, 0x5d, 0x5e, 0x5f, 0xc2, 0xc3 -> List.of(popped);
      case 0xa4, 0xa5, 0xa6, 0xa7 -> List.of(source, target);
      case 0xaa, 0xab, 0xae, 0xaf -> List.of(target);
      case 0xac, 0xad -> List.of(source);
      case 0xc9 -> List.of(MemoryOperand.at(RBP, 0, WORD));
      case 0xff -> {
        int member = decoder.modrm() >> 3 & 7;
        yield member == 2 || member == 6 ? List.of(pushed) : List.of();
      }
      default -> List.of();
    };
  }

  private static MemoryOperand explicit(
      byte[] code, InstructionLengths decoder, MemoryOperand.Segment segment, int size) {
    int at = decoder.opcodeOffset() + OperandSizes.opcodeBytes(decoder.map());
    int mode = decoder.modrm() >> 6;
    int base = decoder.modrm() & 7;
    int index = MemoryOperand.NONE;
    int scale = 0;
    int rex = decoder.rex();
    boolean hasBase = true;
    if (base == RSP) {
      int sib = code[at + 1] & 0xff;
      base = sib & 7;
      int indexNumber = (sib >> 3 & 7) | (rex & 2) << 2;
      // The number of the stack pointer means that there is no index.
      index = indexNumber == RSP ? MemoryOperand.NONE : indexNumber;
      scale = sib >> 6;
      hasBase = base != RBP || mode != 0;
    }
    int register = hasBase ? base | (rex & 1) << 3 : MemoryOperand.NONE;
    if (decoder.isRipRelative()) {
      register = MemoryOperand.NEXT_INSTRUCTION;
    }
    long displacement = displacement(code, decoder);
    return new MemoryOperand(register, index, scale, displacement, segment, size);
  }

  private static long displacement(byte[] code, InstructionLengths decoder) {
    int at = decoder.displacementOffset();
    return switch (decoder.displacementSize()) {
      case 1 -> code[at];
      case 4 -> FunctionCode.intAt(code, at);
      default -> 0;
    };
  }

  /** The legacy prefixes that say which memory is meant. */
  private record Prefixes(MemoryOperand.Segment segment, boolean shortAddresses) {
    boolean isSegmented() {
      return segment != MemoryOperand.Segment.FLAT;
    }

    static Prefixes of(byte[] code, int end) {
      MemoryOperand.Segment segment = MemoryOperand.Segment.FLAT;
      boolean shortAddresses = false;
      for (int i = 0; i < end; i++) {
        switch (code[i]) {
          case 0x64 -> segment = MemoryOperand.Segment.FS;
          case 0x65 -> segment = MemoryOperand.Segment.GS;
          case 0x67 -> shortAddresses = true;
          default -> {}
        }
      }
      return new Prefixes(segment, shortAddresses);
    }
  }
}
