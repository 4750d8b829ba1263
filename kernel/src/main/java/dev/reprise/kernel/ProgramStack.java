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
   * Finds it on the stack of a program that is about to run its first instruction: the number of
   * arguments, their addresses, zero, those of the environment, zero, and the auxiliary vector.
   *
   * @param words the stack from its pointer to the vector's end
   * @param top the stack pointer
   * @param memory where the strings are
   */
  public static ProgramStack of(byte[] words, long top, Memory memory) {
    int count = (int) Bytes.getLong(words, 0);
    int environment = 8 * (count + 2);
    int auxiliary = environment;
    while (Bytes.getLong(words, auxiliary) != 0) {
      auxiliary += 8;
    }
    auxiliary += 8;
    long argumentsStart = Bytes.getLong(words, 8);
    long argumentsEnd = Bytes.getLong(words, environment);
    if (argumentsEnd == 0) {
      argumentsEnd = count == 0 ? 0 : afterString(memory, Bytes.getLong(words, 8 * count));
    }
    boolean empty = auxiliary - 8 == environment;
    long environmentEnd =
        empty ? argumentsEnd : afterString(memory, Bytes.getLong(words, auxiliary - 16));
    return new ProgramStack(
        argumentsStart, argumentsEnd, environmentEnd, top + auxiliary, top + words.length, top);
  }

  private static long afterString(Memory memory, long address) {
    return address + memory.readCString(address, 1 << 17).length() + 1;
  }
}
