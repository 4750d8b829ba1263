package dev.reprise.binary;

import java.io.IOException;

/** Reads the memory of the thread whose stack is unwound. */
@FunctionalInterface
public interface MemoryReader {
  /**
   * Reads eight bytes, the lowest address being the least significant.
   *
   * @param address any number: it need not be aligned, nor mapped
   * @throws IOException when the memory cannot be read
   */
  long readLong(long address) throws IOException;
}
