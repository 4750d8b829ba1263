package dev.reprise.kernel.fd;

import dev.reprise.kernel.Call;
import dev.reprise.kernel.Memory;
import dev.reprise.kernel.SyscallError;
import dev.reprise.linux.Errno;

/** The memory which a guest offers for reading or writing: one block, or several by readv(2). */
public final class GuestBuffer {
  private static final int MAX_VECTORS = 1024;

  /** What one call transfers at most (MAX_RW_COUNT). */
  static final long MOST_BYTES = 0x7ffff000L;

  private final Memory memory;
  private final long[] addresses;
  private final long[] lengths;

  private GuestBuffer(Memory memory, long[] addresses, long[] lengths) {
    this.memory = memory;
    this.addresses = addresses;
    this.lengths = lengths;
  }

  /** The one block of read(2) and write(2); EINVAL when no signed number can count its bytes. */
  public static GuestBuffer of(Call call, long address, long length) {
    if (length < 0) {
      throw new SyscallError(Errno.EINVAL);
    }
    return new GuestBuffer(call.memory(), new long[] {address}, new long[] {length});
  }

  /** The blocks of readv(2) and writev(2). */
  public static GuestBuffer ofVectors(Call call, long vectors, long count) {
    if (count < 0 || count > MAX_VECTORS) {
      throw new SyscallError(Errno.EINVAL);
    }
    long[] addresses = new long[(int) count];
    long[] lengths = new long[(int) count];
    for (int i = 0; i < count; i++) {
      addresses[i] = call.memory().readLong(vectors + 16L * i);
      lengths[i] = call.memory().readLong(vectors + 16L * i + 8);
      if (lengths[i] < 0) {
        throw new SyscallError(Errno.EINVAL);
      }
    }
    return new GuestBuffer(call.memory(), addresses, lengths);
  }

  /** Bytes in all blocks, at most what one call transfers. */
  public int length() {
    long sum = 0;
    for (long length : lengths) {
      sum = Math.min(sum + Math.min(length, MOST_BYTES), MOST_BYTES);
    }
    return (int) sum;
  }

  /** Fills the blocks from their beginning; EFAULT when not a byte could be written. */
  public int put(byte[] data, int length) {
    return putAt(0, data, length);
  }

  /** As {@link #put}, skipping the first {@code offset} bytes of the blocks. */
  public int putAt(int offset, byte[] data, int length) {
    long skipped = 0;
    int done = 0;
    for (int i = 0; i < addresses.length && done < length; i++) {
      long skip = Math.min(lengths[i], offset - skipped);
      skipped += skip;
      int want = (int) Math.min(lengths[i] - skip, length - done);
      int got = memory.tryWrite(addresses[i] + skip, data, done, want);
      done += got;
      if (got < want) {
        break;
      }
    }
    return checked(done, length);
  }

  /** The first {@code length} bytes, skipping {@code offset}; shorter when memory ends. */
  public byte[] get(int offset, int length) {
    byte[] data = new byte[length];
    int skipped = 0;
    int done = 0;
    for (int i = 0; i < addresses.length && done < length; i++) {
      long skip = Math.min(lengths[i], offset - skipped);
      skipped += (int) skip;
      int want = (int) Math.min(lengths[i] - skip, length - done);
      int got = memory.tryRead(addresses[i] + skip, data, done, want);
      done += got;
      if (got < want) {
        break;
      }
    }
    int readable = checked(done, length);
    return readable == length ? data : java.util.Arrays.copyOf(data, readable);
  }

  private static int checked(int done, int length) {
    if (done == 0 && length > 0) {
      throw new SyscallError(Errno.EFAULT);
    }
    return done;
  }
}
