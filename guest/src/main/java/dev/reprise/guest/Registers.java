package dev.reprise.guest;

import dev.reprise.linux.NativeBuffer;
import dev.reprise.linux.UserRegs;

/**
 * The general registers of a stopped thread, addressed by the offsets of {@link UserRegs}.
 *
 * <p>They know whether they still are what the host has, for writing them back takes as long as
 * fetching them and is often not needed. Not thread-safe.
 */
public final class Registers {
  /** Where in the buffer the registers are as the host has them, once something was set. */
  private static final int FETCHED = 256;

  /** Results which the host turns into a restart of the call, if there was one: -errno. */
  private static final long FIRST_RESTART = -516;

  private static final long LAST_RESTART = -512;

  /** The size of a set, as the host has it and as it shall be. */
  static final int BYTES = 512;

  private final NativeBuffer buffer;
  private boolean touched;

  /** A set in {@link #BYTES} of memory. */
  Registers(NativeBuffer buffer) {
    this.buffer = buffer;
  }

  long address() {
    return buffer.address();
  }

  /** The host and these registers agree: they have been fetched or written. */
  void synchronize() {
    touched = false;
  }

  /** A register by its offset. */
  public long get(int register) {
    return buffer.getLong(register);
  }

  /** Sets a register by its offset. */
  public void set(int register, long value) {
    if (buffer.getLong(register) != value) {
      touch();
      buffer.putLong(register, value);
    }
  }

  private void touch() {
    if (!touched) {
      buffer.copy(FETCHED, buffer, 0, UserRegs.SIZE);
      touched = true;
    }
  }

  /** Argument 0 to 5 of the system call. */
  public long argument(int index) {
    return buffer.getLong(UserRegs.argument(index));
  }

  /** Sets argument 0 to 5 of the system call. */
  public void setArgument(int index, long value) {
    set(UserRegs.argument(index), value);
  }

  /** Copies all registers from another set. */
  public void copyFrom(Registers other) {
    touch();
    buffer.copy(0, other.buffer, 0, UserRegs.SIZE);
  }

  /**
   * Whether the host has other registers.
   *
   * @param atEntry whether the thread is at the entry of a call, whose number then matters; later
   *     the host looks at it only for a call that is to be restarted
   */
  boolean isChanged(boolean atEntry) {
    if (!touched) {
      return false;
    }
    int after = UserRegs.ORIG_RAX + Long.BYTES;
    boolean same =
        isSame(0, UserRegs.ORIG_RAX)
            && isSame(after, UserRegs.SIZE - after)
            && (!(atEntry || isRestart()) || isSame(UserRegs.ORIG_RAX, Long.BYTES));
    return !same;
  }

  private boolean isSame(int offset, int length) {
    return buffer.isSame(offset, FETCHED + offset, length);
  }

  private boolean isRestart() {
    long result = get(UserRegs.RAX);
    return result >= FIRST_RESTART && result <= LAST_RESTART;
  }
}
