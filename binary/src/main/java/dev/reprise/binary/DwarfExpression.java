package dev.reprise.binary;

import java.io.IOException;

/**
 * Evaluates the expressions by which unwind tables describe unusual frames: procedure linkage
 * tables, signal trampolines, realigned stacks.
 *
 * <p>The operations are those of DWARF 5, section 2.5, which make sense without debug information.
 */
final class DwarfExpression {
  /** Far more than any real expression takes, so that a loop in a damaged one ends. */
  private static final int MAXIMUM_STEPS = 10_000;

  private static final int STACK_SIZE = 64;

  private final RegisterSnapshot registers;
  private final MemoryReader memory;
  private final long[] stack = new long[STACK_SIZE];
  private int depth;

  private DwarfExpression(RegisterSnapshot registers, MemoryReader memory) {
    this.registers = registers;
    this.memory = memory;
  }

  /** Evaluates an expression on a stack that holds the canonical frame address. */
  static long evaluate(Region code, RegisterSnapshot registers, MemoryReader memory, long cfa)
      throws IOException {
    DwarfExpression evaluation = new DwarfExpression(registers, memory);
    evaluation.push(cfa);
    return evaluation.run(code);
  }

  private long run(Region code) throws IOException {
    Cursor cursor = new Cursor(code.bytes());
    for (int steps = 0; cursor.hasRemaining(); steps++) {
      if (steps == MAXIMUM_STEPS) {
        throw new UnwindException("endless unwind expression");
      }
      int operation = cursor.u8();
      if (operation == 0x2f || operation == 0x28) { // skip, bra
        short distance = cursor.s16();
        if (operation == 0x2f || pop() != 0) {
          cursor = code.cursorAt(code.addressOf(cursor) + distance);
        }
      } else {
        step(operation, cursor);
      }
    }
    return pop();
  }

  private void step(int operation, Cursor cursor) throws IOException {
    if (operation >= 0x30 && operation <= 0x4f) { // lit0 to lit31
      push(operation - 0x30);
    } else if (operation >= 0x70 && operation <= 0x8f) { // breg0 to breg31
      push(register(operation - 0x70) + cursor.sleb128());
    } else if (operation >= 0x08 && operation <= 0x11) {
      push(constant(operation, cursor));
    } else if (operation >= 0x1a
        && operation <= 0x2e
        && operation != 0x1f
        && operation != 0x20
        && operation != 0x23) {
      binary(operation);
    } else {
      other(operation, cursor);
    }
  }

  private static long constant(int operation, Cursor cursor) throws MalformedElfException {
    return switch (operation) {
      case 0x08 -> cursor.u8();
      case 0x09 -> cursor.s8();
      case 0x0a -> cursor.u16();
      case 0x0b -> cursor.s16();
      case 0x0c -> cursor.u32();
      case 0x0d -> cursor.s32();
      case 0x0e, 0x0f -> cursor.s64();
      case 0x10 -> cursor.uleb128();
      default -> cursor.sleb128();
    };
  }

  private void binary(int operation) throws IOException {
    long right = pop();
    long left = pop();
    push(
        switch (operation) {
          case 0x1a -> left & right;
          case 0x1b -> left / nonZero(right);
          case 0x1c -> left - right;
          case 0x1d -> Long.remainderUnsigned(left, nonZero(right));
          case 0x1e -> left * right;
          case 0x21 -> left | right;
          case 0x22 -> left + right;
          case 0x24 -> right < 0 || right > 63 ? 0 : left << right;
          case 0x25 -> right < 0 || right > 63 ? 0 : left >>> right;
          case 0x26 -> left >> (right < 0 || right > 63 ? 63 : right);
          case 0x27 -> left ^ right;
          case 0x29 -> truth(left == right);
          case 0x2a -> truth(left >= right);
          case 0x2b -> truth(left > right);
          case 0x2c -> truth(left <= right);
          case 0x2d -> truth(left < right);
          case 0x2e -> truth(left != right);
          default -> throw unknown(operation);
        });
  }

  private void other(int operation, Cursor cursor) throws IOException {
    switch (operation) {
      case 0x06 -> push(memory.readLong(pop())); // deref
      case 0x12 -> push(peek(0)); // dup
      case 0x13 -> pop(); // drop
      case 0x14 -> push(peek(1)); // over
      case 0x15 -> push(peek(cursor.u8())); // pick
      case 0x16 -> rotate(2); // swap
      case 0x17 -> rotate(3); // rot
      case 0x19 -> push(Math.abs(pop()));
      case 0x1f -> push(-pop());
      case 0x20 -> push(~pop());
      case 0x23 -> push(pop() + cursor.uleb128()); // plus_uconst
      case 0x92 -> push(register(cursor.uleb128()) + cursor.sleb128()); // bregx
      case 0x94 -> push(dereference(cursor.u8())); // deref_size
      case 0x96 -> {} // nop
      default -> throw unknown(operation);
    }
  }

  private static UnwindException unknown(int operation) {
    return new UnwindException("unwind expression with operation " + operation);
  }

  private static long truth(boolean value) {
    return value ? 1 : 0;
  }

  private static long nonZero(long divisor) throws UnwindException {
    if (divisor == 0) {
      throw new UnwindException("unwind expression divides by zero");
    }
    return divisor;
  }

  private long dereference(int size) throws IOException {
    if (size < 1 || size > 8) {
      throw new UnwindException("unwind expression reads " + size + " bytes");
    }
    // Reading eight bytes could leave the mapping, but no compiler's output comes near its end.
    long value = memory.readLong(pop());
    return size == 8 ? value : value & ((1L << (size * 8)) - 1);
  }

  private long register(long number) throws UnwindException {
    return CfiRow.known(registers, number);
  }

  private long peek(int below) throws UnwindException {
    if (below >= depth) {
      throw new UnwindException("unwind expression without operand");
    }
    return stack[depth - 1 - below];
  }

  private long pop() throws UnwindException {
    long value = peek(0);
    depth--;
    return value;
  }

  private void push(long value) throws UnwindException {
    if (depth == STACK_SIZE) {
      throw new UnwindException("unwind expression overflows its stack");
    }
    stack[depth++] = value;
  }

  /** Moves the top entry below the others of the topmost {@code count}. */
  private void rotate(int count) throws UnwindException {
    long top = peek(0);
    peek(count - 1);
    System.arraycopy(stack, depth - count, stack, depth - count + 1, count - 1);
    stack[depth - count] = top;
  }
}
