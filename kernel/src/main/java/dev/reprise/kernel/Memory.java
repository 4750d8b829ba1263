package dev.reprise.kernel;

import java.nio.charset.StandardCharsets;

/**
 * A guest's memory, little endian. An address that cannot be accessed raises {@link SyscallError}
 * with EFAULT, which the dispatcher turns into the result of the call.
 */
public abstract class Memory {
  private static final int CSTRING_STEP = 256;
  private final byte[] word = new byte[8];

  /** Reads up to {@code length} bytes and returns how many were readable. */
  public abstract int tryRead(long address, byte[] into, int offset, int length);

  /**
   * As {@link #tryRead}, without leaving a trace in the event log: for looking at more than the
   * guest meant, and at what the host kernel wrote for us.
   */
  public abstract int peek(long address, byte[] into, int offset, int length);

  /**
   * As {@link #peek} for several ranges.
   *
   * @param into receives them one behind the other
   * @return how many bytes were readable before the first that was not
   */
  public int peekRanges(long[] addresses, int[] lengths, byte[] into) {
    int done = 0;
    for (int i = 0; i < addresses.length; i++) {
      int readable = peek(addresses[i], into, done, lengths[i]);
      done += readable;
      if (readable < lengths[i]) {
        return done;
      }
    }
    return done;
  }

  /** The guest meant these bytes: they belong to the event. */
  protected abstract void moved(byte[] bytes, int offset, int length);

  /** Writes up to {@code length} bytes and returns how many were writable. */
  public abstract int tryWrite(long address, byte[] from, int offset, int length);

  /** Reads exactly {@code length} bytes. */
  public final byte[] read(long address, int length) {
    byte[] bytes = new byte[length];
    check(tryRead(address, bytes, 0, length) == length);
    return bytes;
  }

  /** Writes all of {@code bytes}. */
  public final void write(long address, byte[] bytes) {
    check(tryWrite(address, bytes, 0, bytes.length) == bytes.length);
  }

  /** Reads eight bytes. */
  public final long readLong(long address) {
    check(tryRead(address, word, 0, 8) == 8);
    return Bytes.getLong(word, 0);
  }

  /** Reads four bytes. */
  public final int readInt(long address) {
    check(tryRead(address, word, 0, 4) == 4);
    return Bytes.getInt(word, 0);
  }

  /** Writes eight bytes. */
  public final void writeLong(long address, long value) {
    Bytes.putLong(word, 0, value);
    check(tryWrite(address, word, 0, 8) == 8);
  }

  /** Writes four bytes. */
  public final void writeInt(long address, int value) {
    Bytes.putInt(word, 0, value);
    check(tryWrite(address, word, 0, 4) == 4);
  }

  /**
   * Reads a zero-terminated string as ISO-8859-1, so that every byte of a path survives a round
   * trip.
   *
   * @param limit the most bytes that it may have without its zero; longer raises ENAMETOOLONG
   */
  public final String readCString(long address, int limit) {
    byte[] bytes = new byte[CSTRING_STEP];
    int length = 0;
    while (true) {
      // Never ask beyond the end of the page: the string may end at the end of a mapping.
      int want = (int) Math.min(CSTRING_STEP, 4096 - ((address + length) & 4095));
      if (bytes.length < length + want) {
        bytes = java.util.Arrays.copyOf(bytes, bytes.length * 2);
      }
      check(peek(address + length, bytes, length, want) == want);
      for (int i = length; i < length + want; i++) {
        if (bytes[i] == 0 && i <= limit) {
          moved(bytes, 0, i);
          return new String(bytes, 0, i, StandardCharsets.ISO_8859_1);
        }
      }
      length += want;
      if (length > limit) {
        throw new SyscallError(dev.reprise.linux.Errno.ENAMETOOLONG);
      }
    }
  }

  private static void check(boolean accessible) {
    if (!accessible) {
      throw new SyscallError(dev.reprise.linux.Errno.EFAULT);
    }
  }
}
