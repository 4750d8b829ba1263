package dev.reprise.binary;

import org.jspecify.annotations.Nullable;

/**
 * One instruction whose answer depends on the machine or on the moment, or by which a loop waits.
 *
 * @param fileOffset where the instruction begins in the file, prefixes included, in bytes
 * @param vaddr its link-time address
 * @param length its length, 2 to 15 bytes
 * @param kind which instruction it is
 * @param operand the register that takes the answer of rdrand, rdseed and rdpid; null for the
 *     others
 * @param operandSize how many bytes of that register are meant: 2, 4 or 8, or 0 without operand
 * @param window what can be moved elsewhere together with the instruction, or null when it has to
 *     stay; only known for cpuid, pause and rdtsc
 */
public record Site(
    long fileOffset,
    long vaddr,
    int length,
    Kind kind,
    @Nullable Register operand,
    int operandSize,
    @Nullable Window window) {

  /** An instruction that has to stay where it is. */
  public Site(
      long fileOffset,
      long vaddr,
      int length,
      Kind kind,
      @Nullable Register operand,
      int operandSize) {
    this(fileOffset, vaddr, length, kind, operand, operandSize, null);
  }

  /** The same instruction with another window, or none. */
  public Site with(@Nullable Window other) {
    return new Site(fileOffset, vaddr, length, kind, operand, operandSize, other);
  }

  /** The instructions that are looked for. */
  public enum Kind {
    /** Identifies the processor. */
    CPUID,
    /** Reads the time stamp counter. */
    RDTSC,
    /** Reads the time stamp counter and the number of the processor. */
    RDTSCP,
    /** Reads which register state the operating system saves. */
    XGETBV,
    /** Reads a random number. */
    RDRAND,
    /** Reads a random seed. */
    RDSEED,
    /** Begins a transaction, which may fail at any time. */
    XBEGIN,
    /** Reads the number of the processor. */
    RDPID,
    /** Tells the processor that a loop waits. */
    PAUSE
  }
}
