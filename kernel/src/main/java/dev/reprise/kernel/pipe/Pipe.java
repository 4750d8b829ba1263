package dev.reprise.kernel.pipe;

import dev.reprise.kernel.fd.OpenFile;
import java.util.ArrayList;
import java.util.List;

/**
 * What is between the ends of a pipe or of a FIFO.
 *
 * <p>The capacity counts bytes. Linux counts pages, of which small writes may waste parts: how many
 * unread bytes fit there depends on the sizes of the writes, and is never less than 16 writes.
 */
final class Pipe {
  /** Writes up to this size are never interleaved with others, nor done in part. */
  static final int ATOMIC = 4096;

  static final int DEFAULT_CAPACITY = 65_536;

  /**
   * The largest capacity that F_SETPIPE_SZ may set, as an unprivileged process finds it on Linux.
   */
  static final int MAX_CAPACITY = 1 << 20;

  private final long number;
  private final ByteQueue bytes = new ByteQueue();
  private final List<PipeEnd> ends = new ArrayList<>();
  private int capacity = DEFAULT_CAPACITY;
  private int readers;
  private int writers;
  private long readersEver;
  private long writersEver;

  Pipe(long number) {
    this.number = number;
  }

  /** The inode number, in order of creation. */
  long number() {
    return number;
  }

  void attach(PipeEnd end) {
    ends.add(end);
    if (end.isReadable()) {
      readers++;
      readersEver++;
    }
    if (end.isWritable()) {
      writers++;
      writersEver++;
    }
    // Whoever opens a FIFO waits for the other side.
    tell(0);
  }

  void detach(PipeEnd end) {
    ends.remove(end);
    readers -= end.isReadable() ? 1 : 0;
    writers -= end.isWritable() ? 1 : 0;
    if (readers == 0 || writers == 0) {
      tell(OpenFile.POLLHUP | OpenFile.POLLERR | OpenFile.READABLE | OpenFile.WRITABLE);
    }
  }

  int readers() {
    return readers;
  }

  int writers() {
    return writers;
  }

  /** How many readers there have ever been: an open waits until this changes. */
  long readersEver() {
    return readersEver;
  }

  long writersEver() {
    return writersEver;
  }

  boolean isUnused() {
    return ends.isEmpty();
  }

  int size() {
    return bytes.size();
  }

  int room() {
    return Math.max(0, capacity - bytes.size());
  }

  int capacity() {
    return capacity;
  }

  /** Whether a write of up to {@link #ATOMIC} bytes would be taken. */
  boolean isWritable() {
    return room() >= ATOMIC;
  }

  void setCapacity(int newCapacity) {
    capacity = newCapacity;
    if (isWritable()) {
      tell(OpenFile.WRITABLE);
    }
  }

  void add(byte[] data, int length) {
    bytes.add(data, length);
    tell(OpenFile.READABLE);
  }

  byte[] peek(int limit) {
    return bytes.peek(limit);
  }

  void drop(int length) {
    boolean wasWritable = isWritable();
    bytes.drop(length);
    if (!wasWritable && isWritable()) {
      tell(OpenFile.WRITABLE);
    }
  }

  private void tell(int events) {
    int forWriters = OpenFile.WRITABLE | OpenFile.POLLERR;
    int forReaders = OpenFile.READABLE | OpenFile.POLLHUP;
    for (PipeEnd end : List.copyOf(ends)) {
      int mine =
          events & ((end.isReadable() ? forReaders : 0) | (end.isWritable() ? forWriters : 0));
      if (mine != 0 || events == 0) {
        end.changed(mine);
      }
    }
  }
}
