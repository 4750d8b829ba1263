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
