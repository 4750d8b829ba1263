package dev.reprise.kernel.event;

import dev.reprise.kernel.Bytes;
import dev.reprise.kernel.Call;
import dev.reprise.kernel.Task;
import dev.reprise.kernel.fd.GuestBuffer;
import dev.reprise.kernel.fd.OpenFile;
import dev.reprise.linux.Errno;

/** A counter to wait for: eventfd(2). */
final class EventFd extends OpenFile {
  private static final int WORD = 8;

  /** The largest value of the counter, as an unsigned number: one below the largest of all. */
  private static final long MAXIMUM = -2;

  private final boolean semaphore;
  private long count;

  EventFd(long count, boolean semaphore, int flags) {
    super(2 | flags);
    this.count = count;
    this.semaphore = semaphore;
  }

  @Override
  public String name() {
    return "anon_inode:[eventfd]";
  }

  @Override
  public int readiness(Task asking) {
    return (count != 0 ? READABLE : 0) | (count != MAXIMUM ? WRITABLE : 0);
  }

  @Override
  public long read(Call call, GuestBuffer into, long position) {
    if (position >= 0) {
      return -Errno.ESPIPE;
    }
    if (into.length() < WORD) {
      return -Errno.EINVAL;
    }
    if (count == 0) {
      return isNonblocking()
          ? -Errno.EAGAIN
          : call.block("read of an eventfd", Call.NEVER, readinessChanged());
    }
    long taken = semaphore ? 1 : count;
    byte[] word = new byte[WORD];
    Bytes.putLong(word, 0, taken);
    into.put(word, WORD);
    count -= taken;
    changed(WRITABLE);
    return WORD;
  }

  @Override
  public long write(Call call, GuestBuffer from, long position) {
    if (position >= 0) {
      return -Errno.ESPIPE;
    }
    if (from.length() < WORD) {
      return -Errno.EINVAL;
    }
    byte[] word = from.get(0, WORD);
    if (word.length < WORD) {
      return -Errno.EFAULT;
    }
    long added = Bytes.getLong(word, 0);
    if (added == -1) {
      return -Errno.EINVAL;
    }
    if (Long.compareUnsigned(added, MAXIMUM - count) > 0) {
      return isNonblocking()
          ? -Errno.EAGAIN
          : call.block("write to an eventfd", Call.NEVER, readinessChanged());
    }
    count += added;
    changed(READABLE);
    return WORD;
  }

  @Override
  public int mode() {
    return 0600;
  }
}
