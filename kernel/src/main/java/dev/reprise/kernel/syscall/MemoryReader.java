package dev.reprise.kernel.syscall;

import org.jspecify.annotations.Nullable;

/** Reads memory of a guest for printing. */
@FunctionalInterface
public interface MemoryReader {
  /** A guest without memory: every pointer is printed as a number. */
  MemoryReader NONE = (address, length) -> null;

  /**
   * A copy of guest memory, or null when any byte of it cannot be read.
   *
   * @param address any value at all
   * @param length in bytes, 1 or more
   */
  byte @Nullable [] read(long address, int length);
}
