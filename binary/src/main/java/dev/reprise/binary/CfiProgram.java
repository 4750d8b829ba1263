package dev.reprise.binary;

import dev.reprise.binary.CfiRow.Rule;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Runs call frame instructions up to an address. DWARF 5, section 6.4.2, tells what they do.
 *
 * <p>Each instruction takes at least one byte and there are no loops, so that it always ends.
 */
final class CfiProgram {
  private static final int MAXIMUM_REMEMBERED = 256;

  private final Fde fde;
  private final long target;
  private final Deque<CfiRow> remembered = new ArrayDeque<>();
  private CfiRow row = new CfiRow();
  private CfiRow initial = row;
  private long location;

  private CfiProgram(Fde fde, long target) {
    this.fde = fde;
    this.target = target;
    this.location = fde.start();
  }

  /** Returns the rules that are in force before the instruction at a link-time address. */
  static CfiRow rowAt(Fde fde, long vaddr) throws MalformedElfException {
    CfiProgram program = new CfiProgram(fde, vaddr);
    program.run(fde.cie().program());
    program.initial = program.row.copy();
    program.run(fde.program());
    return program.row;
  }

  private void run(Region code) throws MalformedElfException {
    Cursor cursor = new Cursor(code.bytes());
    while (cursor.hasRemaining()) {
      int instruction = cursor.u8();
      int operand = instruction & 0x3f;
      switch (instruction >> 6) {
        case 1 -> advance(operand);
        case 2 -> row.set(operand, Rule.OFFSET, scaled(cursor.uleb128()), null);
        case 3 -> row.copyRule(operand, initial);
        default -> {
          if (isLocation(instruction)) {
            advanceFar(instruction, code, cursor);
          } else {
            change(instruction, cursor, code);
          }
        }
      }
      if (Long.compareUnsigned(location, target) > 0) {
        return;
      }
    }
  }

  private long scaled(long factor) {
    return factor * fde.cie().dataAlignment();
  }

  private void advance(long factor) {
    location += factor * fde.cie().codeAlignment();
  }

  private static boolean isLocation(int instruction) {
    return instruction >= 0x01 && instruction <= 0x04;
  }

  private void advanceFar(int instruction, Region code, Cursor cursor)
      throws MalformedElfException {
    switch (instruction) {
      case 0x01 -> location = EncodedPointer.read(cursor, code, fde.cie().pointerEncoding(), 0);
      case 0x02 -> advance(cursor.u8());
      case 0x03 -> advance(cursor.u16());
      default -> advance(cursor.u32());
    }
  }

  private void change(int instruction, Cursor cursor, Region code) throws MalformedElfException {
    switch (instruction) {
      case 0x00 -> {} // nop
      case 0x05 -> rule(Rule.OFFSET, cursor.uleb128(), scaled(cursor.uleb128()));
      case 0x06 -> row.copyRule(cursor.uleb128(), initial); // restore_extended
      case 0x07 -> rule(Rule.UNDEFINED, cursor.uleb128(), 0);
      case 0x08 -> rule(Rule.SAME, cursor.uleb128(), 0);
      case 0x09 -> rule(Rule.REGISTER, cursor.uleb128(), cursor.uleb128());
      case 0x0a -> remember();
      case 0x0b -> restore();
      case 0x0c -> defineCfa(cursor.uleb128(), cursor.uleb128());
      case 0x0d -> defineCfa(cursor.uleb128(), row.cfaOffset);
      case 0x0e -> defineCfa(row.cfaRegister, cursor.uleb128());
      case 0x0f -> row.cfaExpression = block(cursor, code);
      case 0x10 -> expression(Rule.EXPRESSION, cursor, code);
      case 0x11 -> rule(Rule.OFFSET, cursor.uleb128(), scaled(cursor.sleb128()));
      case 0x12 -> defineCfa(cursor.uleb128(), scaled(cursor.sleb128()));
      case 0x13 -> defineCfa(row.cfaRegister, scaled(cursor.sleb128()));
      case 0x14 -> rule(Rule.VALUE_OFFSET, cursor.uleb128(), scaled(cursor.uleb128()));
      case 0x15 -> rule(Rule.VALUE_OFFSET, cursor.uleb128(), scaled(cursor.sleb128()));
      case 0x16 -> expression(Rule.VALUE_EXPRESSION, cursor, code);
      case 0x2e -> cursor.uleb128(); // GNU_args_size is for exceptions
      case 0x2f -> rule(Rule.OFFSET, cursor.uleb128(), -scaled(cursor.uleb128()));
      default -> throw MalformedElfException.damaged("call frame instruction " + instruction);
    }
  }

  private void rule(Rule rule, long column, long operand) {
    row.set(column, rule, operand, null);
  }

  private void expression(Rule rule, Cursor cursor, Region code) throws MalformedElfException {
    long column = cursor.uleb128();
    row.set(column, rule, 0, block(cursor, code));
  }

  private static Region block(Cursor cursor, Region code) throws MalformedElfException {
    long size = cursor.uleb128();
    int start = cursor.position();
    cursor.skip(size);
    return code.part(start, (int) size);
  }

  private void defineCfa(long register, long offset) {
    row.cfaRegister = register;
    row.cfaOffset = offset;
    row.cfaExpression = null;
  }

  private void remember() throws MalformedElfException {
    if (remembered.size() == MAXIMUM_REMEMBERED) {
      throw MalformedElfException.damaged("too many remembered unwind states");
    }
    remembered.push(row.copy());
  }

  private void restore() throws MalformedElfException {
    if (remembered.isEmpty()) {
      throw MalformedElfException.damaged("no unwind state was remembered");
    }
    row = remembered.pop();
  }
}
