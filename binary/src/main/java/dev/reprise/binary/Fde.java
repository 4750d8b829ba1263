package dev.reprise.binary;

/**
 * A frame description entry: how to unwind from one range of code.
 *
 * @param start the link-time address of the first byte
 * @param end the link-time address after the last byte
 * @param cie what this entry shares with others
 * @param program the instructions that follow those of the {@code cie}
 */
record Fde(long start, long end, Cie cie, Region program) {
  boolean covers(long vaddr) {
    return Long.compareUnsigned(vaddr - start, end - start) < 0;
  }
}
