package dev.reprise.guest;

import dev.reprise.linux.Linux;
import dev.reprise.linux.NativeBuffer;
import dev.reprise.linux.Nr;

/**
 * The memory of a guest process, as the process itself may read and write it.
 *
 * <p>Transfers go through process_vm_readv(2) and process_vm_writev(2), which honour the page
 * protections: a write to read-only memory fails as it would for the guest. Not thread-safe.
 */
public final class GuestMemory {
  static final int CHUNK = 1 << 16;

  private final int pid;
  private final NativeBuffer chunk;
  private final NativeBuffer vectors;
  private final Traffic traffic;
  private static final int VECTOR_BYTES = 16;

  /** The most ranges that {@link #readRanges} takes. */
  public static final int MAX_RANGES = 64;

  static final int VECTORS_BYTES = (MAX_RANGES + 1) * VECTOR_BYTES;

  /** Another way to the memory, for few bytes. */
  interface Near {
    /** Whether it can be gone at present. */
    boolean holds(int length);

    int read(long address, byte[] into, int offset, int length);

    int write(long address, byte[] from, int offset, int length);
  }

  /** For memory which only the host kernel reaches. */
  static final Near NOTHING_NEAR =
      new Near() {
        @Override
        public boolean holds(int length) {
          return false;
        }

        @Override
        public int read(long address, byte[] into, int offset, int length) {
          return 0;
        }

        @Override
        public int write(long address, byte[] from, int offset, int length) {
          return 0;
        }
      };

  private final Near near;

  GuestMemory(int pid, Buffers buffers, Near near) {
    this.pid = pid;
    this.near = near;
    this.chunk = buffers.chunk();
    this.vectors = buffers.vectors();
    this.traffic = buffers.traffic();
  }

  /** The process's id as the host sees it. */
  public int pid() {
    return pid;
  }

  NativeBuffer chunk() {
    return chunk;
  }

  /**
   * Reads up to {@code length} bytes.
   *
   * @return the number of bytes read; fewer than asked when the rest is not readable
   */
  public int read(long address, byte[] into, int offset, int length) {
    if (near.holds(length)) {
      return near.read(address, into, offset, length);
    }
    int done = 0;
    while (done < length) {
      int want = Math.min(CHUNK, length - done);
      long got = transfer(Nr.PROCESS_VM_READV, address + done, want);
      if (got <= 0) {
        return done;
      }
      chunk.get(0, into, offset + done, (int) got);
      done += (int) got;
      if (got < want) {
        return done;
      }
    }
    return done;
  }

  /**
   * Writes up to {@code length} bytes.
   *
   * @return the number of bytes written; fewer than asked when the rest is not writable
   */
  public int write(long address, byte[] from, int offset, int length) {
    if (near.holds(length)) {
      return near.write(address, from, offset, length);
    }
    int done = 0;
    while (done < length) {
      int want = Math.min(CHUNK, length - done);
      chunk.put(0, from, offset + done, want);
      long got = transfer(Nr.PROCESS_VM_WRITEV, address + done, want);
      if (got <= 0) {
        return done;
      }
      done += (int) got;
      if (got < want) {
        return done;
      }
    }
    return done;
  }

  /**
   * Reads several ranges at once.
   *
   * @param addresses where they begin, at most {@link #MAX_RANGES}
   * @param lengths how many bytes each has, together at most 64 KiB
   * @param into receives them one behind the other
   * @return the number of bytes read; fewer than asked when a range is not readable
   */
  public int readRanges(long[] addresses, int[] lengths, byte[] into) {
    int total = 0;
    for (int i = 0; i < addresses.length; i++) {
      int vector = (i + 1) * VECTOR_BYTES;
      vectors.putLong(vector, addresses[i]);
      vectors.putLong(vector + Long.BYTES, lengths[i]);
      total += lengths[i];
    }
    vectors.putLong(0, chunk.address());
    vectors.putLong(8, total);
    long remote = vectors.address() + VECTOR_BYTES;
    traffic.transferred();
    long got =
        Linux.call(Nr.PROCESS_VM_READV, pid, vectors.address(), 1, remote, addresses.length, 0);
    if (got > 0) {
      chunk.get(0, into, 0, (int) got);
    }
    return (int) Math.max(got, 0);
  }

  /** Writes the first bytes of the {@link #chunk}; how many were writable, or {@code -errno}. */
  long writeChunk(long address, int length) {
    return transfer(Nr.PROCESS_VM_WRITEV, address, length);
  }

  private long transfer(int nr, long address, int length) {
    vectors.putLong(0, chunk.address());
    vectors.putLong(8, length);
    vectors.putLong(16, address);
    vectors.putLong(24, length);
    traffic.transferred();
    return Linux.call(nr, pid, vectors.address(), 1, vectors.address() + 16, 1, 0);
  }
}
