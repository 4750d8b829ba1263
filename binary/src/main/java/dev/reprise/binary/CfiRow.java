package dev.reprise.binary;

import java.io.IOException;
import java.util.EnumMap;
import java.util.EnumSet;
import org.jspecify.annotations.Nullable;

/**
 * The rules by which the caller's registers follow from the callee's, at one instruction.
 *
 * <p>They all start from the canonical frame address (CFA): the value of rsp before the call
 * instruction pushed the return address.
 */
final class CfiRow {
  /** How a register of the caller is found. */
  enum Rule {
    /** It has its old value: what the ABI preserves and the function does not use. */
    SAME,
    /** It is not known; of the return address: there is no caller. */
    UNDEFINED,
    /** It was saved at a distance from the CFA. */
    OFFSET,
    /** It is the CFA and a distance. */
    VALUE_OFFSET,
    /** It is in another register. */
    REGISTER,
    /** It was saved at the address that an expression gives. */
    EXPRESSION,
    /** It is what an expression gives. */
    VALUE_EXPRESSION
  }

  private static final int COUNT = Register.RIP.number() + 1;

  private final Rule[] rules = new Rule[COUNT];
  private final long[] operands = new long[COUNT];
  private final @Nullable Region[] expressions = new @Nullable Region[COUNT];

  long cfaRegister = Register.RSP.number();
  long cfaOffset;
  @Nullable Region cfaExpression;

  /** Registers which the System V ABI lets a function use only if it restores them. */
  private static final EnumSet<Register> PRESERVED =
      EnumSet.of(
          Register.RBX,
          Register.RBP,
          Register.RSP,
          Register.R12,
          Register.R13,
          Register.R14,
          Register.R15);

  CfiRow() {
    for (Register register : Register.values()) {
      rules[register.number()] = PRESERVED.contains(register) ? Rule.SAME : Rule.UNDEFINED;
    }
  }

  CfiRow copy() {
    CfiRow result = new CfiRow();
    for (int column = 0; column < COUNT; column++) {
      result.copyRule(column, this);
    }
    result.cfaRegister = cfaRegister;
    result.cfaOffset = cfaOffset;
    result.cfaExpression = cfaExpression;
    return result;
  }

  /** Sets the rule of a column; columns of vector registers and the like are of no interest. */
  void set(long column, Rule rule, long operand, @Nullable Region expression) {
    if (column >= 0 && column < COUNT) {
      rules[(int) column] = rule;
      operands[(int) column] = operand;
      expressions[(int) column] = expression;
    }
  }

  /** Takes the rule of a column from another row. */
  void copyRule(long column, CfiRow from) {
    if (column >= 0 && column < COUNT) {
      int i = (int) column;
      set(column, from.rules[i], from.operands[i], from.expressions[i]);
    }
  }

  /** Returns a register's value, given its DWARF number. */
  static long known(RegisterSnapshot registers, long number) throws UnwindException {
    if (number >= 0 && number < COUNT) {
      Long value = registers.get(Register.ofNumber((int) number));
      if (value != null) {
        return value;
      }
    }
    throw new UnwindException("register " + number + " is not known");
  }

  /**
   * Applies the rules.
   *
   * @param returnColumn the column that holds the return address
   * @return the caller's registers, or null when there is no caller
   * @throws IOException when memory or a register that is needed is not known
   */
  @Nullable RegisterSnapshot apply(RegisterSnapshot callee, MemoryReader memory, int returnColumn)
      throws IOException {
    if (returnColumn < 0 || returnColumn >= COUNT) {
      throw new UnwindException("return address in column " + returnColumn);
    }
    if (rules[returnColumn] == Rule.UNDEFINED) {
      return null;
    }
    long cfa =
        cfaExpression == null
            ? known(callee, cfaRegister) + cfaOffset
            : DwarfExpression.evaluate(cfaExpression, callee, memory, 0);
    EnumMap<Register, Long> caller = new EnumMap<>(Register.class);
    for (Register register : Register.values()) {
      Long value = value(register.number(), cfa, callee, memory);
      if (value != null) {
        caller.put(register, value);
      }
    }
    if (rules[Register.RSP.number()] == Rule.SAME) {
      // Nobody saves rsp: the CFA is by definition what it was.
      caller.put(Register.RSP, cfa);
    }
    Long returnAddress = caller.get(Register.ofNumber(returnColumn));
    if (returnAddress == null) {
      throw new UnwindException("the return address is not known");
    }
    caller.put(Register.RIP, returnAddress);
    return RegisterSnapshot.of(caller);
  }

  private @Nullable Long value(int column, long cfa, RegisterSnapshot callee, MemoryReader memory)
      throws IOException {
    Region expression = expressions[column];
    return switch (rules[column]) {
      case SAME -> callee.get(Register.ofNumber(column));
      case UNDEFINED -> null;
      case OFFSET -> memory.readLong(cfa + operands[column]);
      case VALUE_OFFSET -> cfa + operands[column];
      case REGISTER -> known(callee, operands[column]);
      case EXPRESSION ->
          memory.readLong(DwarfExpression.evaluate(required(expression), callee, memory, cfa));
      case VALUE_EXPRESSION -> DwarfExpression.evaluate(required(expression), callee, memory, cfa);
    };
  }

  private static Region required(@Nullable Region expression) throws UnwindException {
    if (expression == null) {
      throw new UnwindException("a rule without its expression");
    }
    return expression;
  }
}
