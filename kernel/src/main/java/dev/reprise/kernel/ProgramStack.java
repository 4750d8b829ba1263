package dev.reprise.kernel;

/**
 * What the kernel has put on the stack of a new program, for {@code /proc} to show. Ends are
 * exclusive.
 *
 * @param argumentsStart the first byte of the first argument
 * @param environmentStart the first byte of the environment: the arguments end here
 * @param environmentEnd the end of its last string
 * @param auxiliaryStart the first entry of the auxiliary vector
 * @param auxiliaryEnd after its AT_NULL entry
 * @param top the stack pointer at the first instruction
 */
public record ProgramStack(
    long argumentsStart,
    long environmentStart,
    long environmentEnd,
    long auxiliaryStart,
    long auxiliaryEnd,
    long top) {
  /** That of a process before its first program. */
  public static final ProgramStack NONE = new ProgramStack(0, 0, 0, 0, 0, 0);

  /**
   * Reads it from the stack of a program that is about to run its first instruction: the number of
   * arguments, their addresses, zero, those of the environment, zero, and the auxiliary vector.
   */
  public static ProgramStack read(Memory memory, long top) {
    long at = top + 8;
    long arguments = memory.readLong(at);
    at = afterZero(memory, at, 8);
    long environment = memory.readLong(at);
    long auxiliary = afterZero(memory, at, 8);
    long last = environment == 0 ? 0 : memory.readLong(auxiliary - 16);
    long end = afterZero(memory, auxiliary, 16);
    long argumentsEnd = environment;
    if (environment == 0) {
      long lastArgument = arguments == 0 ? 0 : memory.readLong(at - 16);
      argumentsEnd = lastArgument == 0 ? 0 : afterString(memory, lastArgument);
    }
    long environmentEnd = last == 0 ? argumentsEnd : afterString(memory, last);
    return new ProgramStack(arguments, argumentsEnd, environmentEnd, auxiliary, end, top);
  }

  private static long afterZero(Memory memory, long from, int step) {
    long at = from;
    while (memory.readLong(at) != 0) {
      at += step;
    }
    return at + step;
  }

  private static long afterString(Memory memory, long address) {
    return address + memory.readCString(address, 1 << 17).length() + 1;
  }
}
