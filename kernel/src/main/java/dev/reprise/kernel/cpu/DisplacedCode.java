package dev.reprise.kernel.cpu;

import java.util.Arrays;

/**
 * A window of code in whose place there is a jump to a stub.
 *
 * <p>Its arrays are never changed.
 */
final class DisplacedCode {
  private final long address;
  private final byte[] original;
  private final byte[] jump;

  /**
   * A window at an address.
   *
   * @param original what was there
   * @param jump what is there instead
   */
  DisplacedCode(long address, byte[] original, byte[] jump) {
    this.address = address;
    this.original = original;
    this.jump = jump;
  }

  long address() {
    return address;
  }

  byte[] original() {
    return original;
  }

  byte[] jump() {
    return jump;
  }

  /** Whether code holds the jump at an index. */
  boolean isAt(byte[] code, int at) {
    return at + jump.length <= code.length
        && Arrays.equals(code, at, at + jump.length, jump, 0, jump.length);
  }
}
