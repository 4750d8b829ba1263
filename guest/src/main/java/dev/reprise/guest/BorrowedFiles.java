package dev.reprise.guest;

import dev.reprise.linux.Errno;
import dev.reprise.linux.Linux;
import dev.reprise.linux.NativeBuffer;
import dev.reprise.linux.Nr;
import java.util.HashMap;
import java.util.Map;

/**
 * Looks at, reads and positions files which tracees have open, by descriptors of our own that refer
 * to the same open file. A tracee needs not be made to do it, which would take a stop.
 *
 * <p>A descriptor is borrowed for as long as a call lasts, so that a file is closed when its
 * tracees have closed it. Not thread-safe.
 */
public final class BorrowedFiles implements AutoCloseable {
  /** The host does not let us borrow the file: the tracee itself has to make the call. */
  public static final long NOT_BORROWED = Long.MIN_VALUE;

  private static final int SEEK_CUR = 1;
  private static final int STAT_BYTES = 144;
  private static final long LARGEST_READ = 1L << 30;
  private static final long ADDRESSES = 1L << 47;

  /** Descriptors of processes, by their ids. */
  private final Map<Integer, Integer> processes = new HashMap<>();

  private final byte[] moved = new byte[GuestMemory.CHUNK];
  private boolean unknownToHost;

  /** Is shown what a tracee has read. */
  @FunctionalInterface
  public interface Reader {
    /** The first {@code length} bytes have arrived in the tracee's memory. */
    void read(byte[] bytes, int length);
  }

  /**
   * Looks at a file as fstat(2).
   *
   * @param memory of the process that has it open
   * @param into receives the {@code struct stat}
   * @return 0, {@code -errno} or {@link #NOT_BORROWED}
   */
  public long stat(GuestMemory memory, int fd, byte[] into) {
    long own = borrow(memory.pid(), fd);
    if (own < 0) {
      return NOT_BORROWED;
    }
    NativeBuffer chunk = memory.chunk();
    long result = Linux.call(Nr.FSTAT, own, chunk.address());
    Linux.call(Nr.CLOSE, own);
    if (result == 0) {
      chunk.get(0, into, 0, STAT_BYTES);
    }
    return result;
  }

  /**
   * Reads from a file into the memory of the process that has it open, as read(2) and pread64(2).
   *
   * @param position where to read; -1 for the file's own position, which is moved
   * @param reader is shown the data, in one piece or in several
   * @return how many bytes, {@code -errno} or {@link #NOT_BORROWED}
   */
  public long read(
      GuestMemory memory, int fd, long address, long count, long position, Reader reader) {
    boolean usual = count >= 0 && count <= LARGEST_READ && address >= 0 && address < ADDRESSES;
    long own = usual ? borrow(memory.pid(), fd) : NOT_BORROWED;
    if (own < 0) {
      return NOT_BORROWED;
    }
    long done = 0;
    long result;
    do {
      int want = (int) Math.min(GuestMemory.CHUNK, count - done);
      result = readChunk(memory, own, address + done, want, position < 0 ? -1 : position + done);
      if (result > 0) {
        memory.chunk().get(0, moved, 0, (int) result);
        reader.read(moved, (int) result);
        done += result;
      }
      if (result < want) {
        break;
      }
    } while (done < count);
    Linux.call(Nr.CLOSE, own);
    return done > 0 ? done : result;
  }

  /**
   * Moves the position of an open file as lseek(2).
   *
   * @return the new position, {@code -errno} or {@link #NOT_BORROWED}
   */
  public long seek(GuestMemory memory, int fd, long offset, int whence) {
    long own = borrow(memory.pid(), fd);
    if (own < 0) {
      return NOT_BORROWED;
    }
    long position = Linux.call(Nr.LSEEK, own, offset, whence);
    Linux.call(Nr.CLOSE, own);
    return position;
  }

  /**
   * Reads from a file as pread64(2), for nobody but the caller.
   *
   * @param length at most 64 KiB
   * @return how many bytes, {@code -errno} or {@link #NOT_BORROWED}
   */
  public long peek(GuestMemory memory, int fd, byte[] into, int length, long position) {
    long own = borrow(memory.pid(), fd);
    if (own < 0) {
      return NOT_BORROWED;
    }
    NativeBuffer chunk = memory.chunk();
    int want = Math.min(length, GuestMemory.CHUNK);
    long got = Linux.call(Nr.PREAD64, own, chunk.address(), want, position);
    Linux.call(Nr.CLOSE, own);
    if (got > 0) {
      chunk.get(0, into, 0, (int) got);
    }
    return got;
  }

  /**
   * Reads entries of a directory as getdents64(2), for nobody but the caller.
   *
   * @param into receives them; at most 64 KiB
   * @return how many bytes, {@code -errno} or {@link #NOT_BORROWED}
   */
  public long list(GuestMemory memory, int fd, byte[] into) {
    long own = borrow(memory.pid(), fd);
    if (own < 0) {
      return NOT_BORROWED;
    }
    NativeBuffer chunk = memory.chunk();
    int most = Math.min(into.length, GuestMemory.CHUNK);
    long got = Linux.call(Nr.GETDENTS64, own, chunk.address(), most);
    Linux.call(Nr.CLOSE, own);
    if (got > 0) {
      chunk.get(0, into, 0, (int) got);
    }
    return got;
  }

  private static long readChunk(
      GuestMemory memory, long own, long address, int want, long position) {
    long local = memory.chunk().address();
    long got =
        position < 0
            ? Linux.call(Nr.READ, own, local, want)
            : Linux.call(Nr.PREAD64, own, local, want, position);
    if (got <= 0) {
      return got;
    }
    long written = Math.max(0, memory.writeChunk(address, (int) got));
    if (written < got && position < 0) {
      // What did not arrive was not read.
      Linux.call(Nr.LSEEK, own, written - got, SEEK_CUR);
    }
    return written > 0 ? written : -Errno.EFAULT;
  }

  /** A descriptor of our own for an open file; negative when it is not lent. */
  long borrow(int pid, int fd) {
    if (unknownToHost) {
      return NOT_BORROWED;
    }
    Integer process = processes.get(pid);
    if (process == null) {
      long opened = Linux.call(Nr.PIDFD_OPEN, pid, 0);
      if (opened < 0) {
        unknownToHost = opened == -Errno.ENOSYS;
        return opened;
      }
      process = (int) opened;
      processes.put(pid, process);
    }
    long own = Linux.call(Nr.PIDFD_GETFD, process, fd, 0);
    unknownToHost = own == -Errno.ENOSYS;
    return own;
  }

  /** A process is gone. */
  public void forget(int pid) {
    Integer process = processes.remove(pid);
    if (process != null) {
      Linux.call(Nr.CLOSE, process);
    }
  }

  /** Forgets all processes. */
  @Override
  public void close() {
    processes.values().forEach(process -> Linux.call(Nr.CLOSE, process));
    processes.clear();
  }
}
