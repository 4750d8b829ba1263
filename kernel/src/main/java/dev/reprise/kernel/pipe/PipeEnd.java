package dev.reprise.kernel.pipe;

import dev.reprise.kernel.Call;
import dev.reprise.kernel.Kernel;
import dev.reprise.kernel.SyscallError;
import dev.reprise.kernel.Task;
import dev.reprise.kernel.fd.GuestBuffer;
import dev.reprise.kernel.fd.OpenFile;
import dev.reprise.kernel.fd.VirtualDevice;
import dev.reprise.linux.Errno;
import org.jspecify.annotations.Nullable;

/** One end of a pipe, or one opening of a FIFO (which may be both ends at once). */
final class PipeEnd extends OpenFile {
  private static final int FIONREAD = 0x541B;
  private static final int FIFO_MODE = 0x1000 | 0600;

  private final Pipe pipe;
  private final Fifos.@Nullable Fifo fifo;

  /** How many ends of the other kind there had been, when there was none; else -1. */
  private final long partnersBefore;

  /** An end of a pipe without a name. */
  PipeEnd(Pipe pipe, int flags) {
    this(pipe, null, flags);
  }

  PipeEnd(Pipe pipe, Fifos.@Nullable Fifo fifo, int flags) {
    super(flags);
    this.pipe = pipe;
    this.fifo = fifo;
    pipe.attach(this);
    this.partnersBefore = partners() == 0 ? partnersEver() : -1;
  }

  private int partners() {
    return isReadable() ? pipe.writers() : pipe.readers();
  }

  private long partnersEver() {
    return isReadable() ? pipe.writersEver() : pipe.readersEver();
  }

  /**
   * Whether the other side is, or was, there: a FIFO's reader may be early instead of at an end.
   */
  boolean hasPartner() {
    return partnersEver() != partnersBefore;
  }

  Pipe pipe() {
    return pipe;
  }

  @Override
  public String name() {
    return fifo == null ? "pipe:[" + pipe.number() + "]" : fifo.path();
  }

  @Override
  public int readiness(Task asking) {
    int ready = 0;
    if (isReadable()) {
      ready |= pipe.size() > 0 ? READABLE : 0;
      ready |= pipe.writers() == 0 && hasPartner() ? POLLHUP : 0;
    }
    if (isWritable()) {
      ready |= pipe.isWritable() ? WRITABLE : 0;
      ready |= pipe.readers() == 0 ? POLLERR : 0;
    }
    return ready;
  }

  @Override
  public long read(Call call, GuestBuffer into, long position) {
    if (position >= 0) {
      return -Errno.ESPIPE;
    }
    int want = into.length();
    if (want == 0) {
      return 0;
    }
    byte[] data = peek(want);
    if (data != null) {
      int done = data.length == 0 ? 0 : into.put(data, data.length);
      pipe.drop(done);
      return done;
    }
    if (isNonblocking()) {
      return -Errno.EAGAIN;
    }
    return call.block("read of " + name(), Call.NEVER, readinessChanged());
  }

  /** How far a write has come which does not fit at once. */
  private static final class Progress {
    private int done;
  }

  @Override
  public long write(Call call, GuestBuffer from, long position) {
    if (position >= 0) {
      return -Errno.ESPIPE;
    }
    int total = from.length();
    if (total == 0) {
      return 0;
    }
    Progress progress = call.remember(Progress::new);
    if (pipe.readers() == 0) {
      brokenPipe(call);
      return progress.done > 0 ? progress.done : -Errno.EPIPE;
    }
    int fits = fitting(total - progress.done, total <= Pipe.ATOMIC);
    if (fits > 0) {
      byte[] data = from.get(progress.done, fits);
      pipe.add(data, data.length);
      progress.done += data.length;
      if (progress.done == total || data.length < fits) {
        return progress.done;
      }
    }
    if (isNonblocking()) {
      return progress.done > 0 ? progress.done : -Errno.EAGAIN;
    }
    long result = call.block("write to " + name(), Call.NEVER, readinessChanged());
    return result == -Errno.ERESTARTSYS && progress.done > 0 ? progress.done : result;
  }

  private int fitting(int length, boolean atomic) {
    int room = pipe.room();
    return atomic && room < length ? 0 : Math.min(room, length);
  }

  @Override
  public byte @Nullable [] peek(int limit) {
    if (pipe.size() > 0) {
      return pipe.peek(limit);
    }
    return pipe.writers() == 0 ? new byte[0] : null;
  }

  @Override
  public void consume(int length) {
    pipe.drop(length);
  }

  @Override
  public int room(Call call) {
    if (pipe.readers() == 0) {
      brokenPipe(call);
      throw new SyscallError(Errno.EPIPE);
    }
    return pipe.room();
  }

  @Override
  public void accept(Call call, byte[] data) {
    pipe.add(data, data.length);
  }

  @Override
  public OpenFile reopen(int flags) {
    return new PipeEnd(pipe, fifo, flags);
  }

  @Override
  public boolean isPipe() {
    return true;
  }

  @Override
  public long ioctl(Call call) {
    if (call.intArg(1) == FIONREAD) {
      call.memory().writeInt(call.arg(2), pipe.size());
      return 0;
    }
    return -Errno.ENOTTY;
  }

  @Override
  public long capacity() {
    return pipe.capacity();
  }

  /** As on Linux: a power of two of pages, not less than what is unread. */
  @Override
  public long setCapacity(int bytes) {
    if (bytes < 0) {
      return -Errno.EINVAL;
    }
    if (bytes > Pipe.MAX_CAPACITY) {
      return -Errno.EPERM;
    }
    int size = Math.max(Pipe.ATOMIC, Integer.highestOneBit(Math.max(1, 2 * bytes - 1)));
    if (size < pipe.size()) {
      return -Errno.EBUSY;
    }
    pipe.setCapacity(size);
    return size;
  }

  @Override
  public int mode() {
    return FIFO_MODE;
  }

  @Override
  public long objectNumber() {
    return pipe.number();
  }

  @Override
  public long device() {
    return VirtualDevice.PIPES;
  }

  @Override
  protected void closed(Kernel kernel) {
    pipe.detach(this);
    if (fifo != null) {
      fifo.closed();
    }
  }
}
