package dev.reprise.guest;

import dev.reprise.linux.NativeBuffer;
import dev.reprise.linux.UserRegs;

/**
 * The general registers of a stopped thread, addressed by the offsets of {@link UserRegs}.
 *
 * <p>Not thread-safe.
 */
public final class Registers {
  private final NativeBuffer buffer = new NativeBuffer(UserRegs.SIZE);

  long address() {
    return buffer.address();
  }

  /** A register by its offset. */
  public long get(int register) {
    return buffer.getLong(register);
  }

  /** Sets a register by its offset. */
  public void set(int register, long value) {
    buffer.putLong(register, value);
  }

  /** Argument 0 to 5 of the system call. */
  public long argument(int index) {
    return buffer.getLong(UserRegs.argument(index));
  }

  /** Sets argument 0 to 5 of the system call. */
  public void setArgument(int index, long value) {
    buffer.putLong(UserRegs.argument(index), value);
  }

  /** Copies all registers from another set. */
  public void copyFrom(Registers other) {
    for (int offset = 0; offset < UserRegs.SIZE; offset += 8) {
      buffer.putLong(offset, other.buffer.getLong(offset));
    }
  }
}
