package dev.reprise.binary;

import java.util.Arrays;

/** Collects machine code, whose few instructions are given as bytes. */
public final class Assembler {
  private static final int DISTANCE_BYTES = 4;

  private byte[] code = new byte[256];
  private int size;

  /** The code so far. */
  public byte[] code() {
    return Arrays.copyOf(code, size);
  }

  /** How many bytes there are so far. */
  public int size() {
    return size;
  }

  /** Adds bytes. */
  public Assembler bytes(int... values) {
    for (int value : values) {
      add((byte) value);
    }
    return this;
  }

  /** Adds a part of an array. */
  public Assembler bytes(byte[] from, int start, int end) {
    for (int i = start; i < end; i++) {
      add(from[i]);
    }
    return this;
  }

  /** Four bytes, the lowest first. */
  public Assembler number(int value) {
    return bytes(value, value >> 8, value >> 16, value >> 24);
  }

  /**
   * A jump or call to an address.
   *
   * @param base the address of this code's first byte, within two gibibytes of the target
   */
  public Assembler branch(int opcode, long base, long target) {
    add((byte) opcode);
    return number(Math.toIntExact(target - (base + size + DISTANCE_BYTES)));
  }

  /**
   * Adds instructions from elsewhere; what they say of their distance from themselves is kept true.
   *
   * @param code holds the instructions, whole ones from {@code from} to {@code to}
   * @param address of the code's first byte
   * @param base the address of this code's first byte, within two gibibytes
   */
  public Assembler move(byte[] code, int from, int to, long address, long base) {
    InstructionLengths decoder = new InstructionLengths();
    int length;
    for (int at = from; at < to; at += length) {
      length = decoder.decode(code, at, to);
      if (length == 0) {
        throw new IllegalArgumentException("what is to be moved is no instruction");
      }
      if (decoder.isRipRelative()) {
        int distance = at + decoder.displacementOffset();
        long moved = address + at - (base + size);
        bytes(code, at, distance);
        number(Math.toIntExact(FunctionCode.intAt(code, distance) + moved));
        bytes(code, distance + DISTANCE_BYTES, at + length);
      } else {
        bytes(code, at, at + length);
      }
    }
    return this;
  }

  /** A jump to what {@link #land} will say; returns what to tell it. */
  public int jump(int... opcode) {
    bytes(opcode).number(0);
    return size;
  }

  /** What follows is where a jump goes. */
  public void land(int jump) {
    int distance = size - jump;
    for (int i = 0; i < DISTANCE_BYTES; i++) {
      code[jump - DISTANCE_BYTES + i] = (byte) (distance >> 8 * i);
    }
  }

  private void add(byte value) {
    if (size == code.length) {
      code = Arrays.copyOf(code, 2 * size);
    }
    code[size++] = value;
  }
}
