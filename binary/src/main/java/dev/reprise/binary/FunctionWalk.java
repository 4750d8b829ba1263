package dev.reprise.binary;

/**
 * Decodes one function from its first byte on, forwards only, to tell where instructions begin.
 *
 * <p>It ends for good at bytes that are no instruction, such as a table within the function: beyond
 * them nothing is known.
 */
final class FunctionWalk {
  private final InstructionLengths decoder;
  private final byte[] code;
  private final int start;
  private int position;
  private int length;

  /**
   * A walk over a function.
   *
   * @param start the index of the code's first byte in its segment
   */
  FunctionWalk(InstructionLengths decoder, byte[] code, int start) {
    this.decoder = decoder;
    this.start = start;
    this.code = code;
    this.length = decoder.decode(code, 0, code.length);
  }

  boolean covers(int index) {
    return index >= start && index < start + code.length;
  }

  /**
   * Walks to the instruction which holds the byte at an index, not before that of the last call,
   * and leaves the decoder describing it.
   *
   * @return false when the walk ends before
   */
  boolean reach(int index) {
    int target = index - start;
    while (length != 0 && position + length <= target) {
      position += length;
      length = decoder.decode(code, position, code.length);
    }
    return length != 0;
  }

  /** Returns the index of the reached instruction's first byte in the segment. */
  int instructionStart() {
    return start + position;
  }

  /** Returns the length of the reached instruction in bytes. */
  int instructionLength() {
    return length;
  }
}
