package dev.reprise.binary;

import java.util.function.IntToLongFunction;

/**
 * Bytes of memory which an instruction reads or writes, by the registers that tell their address.
 *
 * @param base a register by its encoding, 0 to 15, or {@link #NONE}, or {@link #NEXT_INSTRUCTION}
 * @param index a register by its encoding, or {@link #NONE}
 * @param scale by which the index is shifted, 0 to 3
 * @param displacement what is added
 * @param segment the segment whose base is added
 * @param size how many bytes there are at most
 */
public record MemoryOperand(
    int base, int index, int scale, long displacement, Segment segment, int size) {
  /** No register. */
  public static final int NONE = -1;

  /** The address behind the instruction. */
  public static final int NEXT_INSTRUCTION = 16;

  /** Segments whose base need not be zero. */
  public enum Segment {
    FLAT,
    FS,
    GS
  }

  /** At a register, without more. */
  static MemoryOperand at(int register, int displacement, int size) {
    return new MemoryOperand(register, NONE, 0, displacement, Segment.FLAT, size);
  }

  /**
   * Computes the address.
   *
   * @param registers the general registers by their encoding, before the instruction
   * @param nextInstruction the address behind the instruction
   * @param segmentBase the base of {@link #segment}
   */
  public long address(IntToLongFunction registers, long nextInstruction, long segmentBase) {
    long address = displacement + segmentBase;
    if (base == NEXT_INSTRUCTION) {
      address += nextInstruction;
    } else if (base != NONE) {
      address += registers.applyAsLong(base);
    }
    if (index != NONE) {
      address += registers.applyAsLong(index) << scale;
    }
    return address;
  }
}
