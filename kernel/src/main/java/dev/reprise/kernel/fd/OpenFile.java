package dev.reprise.kernel.fd;

import dev.reprise.kernel.Call;
import dev.reprise.kernel.Kernel;
import dev.reprise.kernel.SyscallError;
import dev.reprise.kernel.Task;
import dev.reprise.kernel.WaitQueue;
import dev.reprise.linux.Errno;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An open file description: what descriptors refer to, shared by dup(2) and fork(2).
 *
 * <p>The host kernel has a descriptor of the same number for each of the guest's. For a {@link
 * KernelFile} it is the real thing and calls are executed on it. For all others it is a placeholder
 * that only keeps the number, and everything about the file is decided here.
 */
public abstract class OpenFile {
  public static final int POLLIN = 1;
  public static final int POLLPRI = 2;
  public static final int POLLOUT = 4;
  public static final int POLLERR = 8;
  public static final int POLLHUP = 0x10;
  public static final int POLLNVAL = 0x20;
  public static final int POLLRDNORM = 0x40;
  public static final int POLLWRNORM = 0x100;
  public static final int POLLRDHUP = 0x2000;

  /** What poll(2) tells when a read would not wait. */
  public static final int READABLE = POLLIN | POLLRDNORM;

  /** What poll(2) tells when a write would not wait. */
  public static final int WRITABLE = POLLOUT | POLLWRNORM;

  public static final int O_NONBLOCK = 0x800;

  private final WaitQueue readinessChanged = new WaitQueue();
  private final List<ReadinessListener> listeners = new ArrayList<>();
  private int references;
  private int flags;
  private int owner;

  /** A description with these status flags: access mode, O_NONBLOCK, O_APPEND and so on. */
  protected OpenFile(int flags) {
    this.flags = flags;
  }

  /** What it is, for reports and for {@code /proc/self/fd}: "pipe:[4]", "/etc/passwd". */
  public abstract String name();

  /** The status flags which fcntl(F_GETFL) tells. */
  public final int flags() {
    return flags;
  }

  public final void setFlags(int newFlags) {
    flags = newFlags;
  }

  public final boolean isNonblocking() {
    return (flags & O_NONBLOCK) != 0;
  }

  public final boolean isReadable() {
    return (flags & 3) != 1;
  }

  public final boolean isWritable() {
    return (flags & 3) != 0;
  }

  /** Who gets SIGIO, as F_SETOWN says: a process, or the negative number of a group. */
  public final int owner() {
    return owner;
  }

  public final void setOwner(int newOwner) {
    owner = newOwner;
  }

  /** Another descriptor, or another holder such as a message in flight, refers to it. */
  public final void retain() {
    references++;
  }

  /** A reference is gone; with the last one the file is closed. */
  public final void release(Kernel kernel) {
    if (--references == 0) {
      kernel.locks().fileClosed(this);
      for (ReadinessListener listener : List.copyOf(listeners)) {
        listener.fileClosed();
      }
      closed(kernel);
    }
  }

  /** Whether somebody still refers to it. */
  public final boolean isOpen() {
    return references > 0;
  }

  /** The last reference is gone. */
  protected void closed(Kernel kernel) {}

  /** Where tasks wait for {@link #readiness} to change. */
  public final WaitQueue readinessChanged() {
    return readinessChanged;
  }

  /**
   * Tells everybody that {@link #readiness} may have changed: listeners in the order in which they
   * came, then waiting tasks in theirs.
   *
   * @param events the POLL bits which may hold now
   */
  public final void changed(int events) {
    for (ReadinessListener listener : List.copyOf(listeners)) {
      listener.readinessChanged(events);
    }
    readinessChanged.wakeAll();
  }

  public final void addListener(ReadinessListener listener) {
    listeners.add(listener);
  }

  public final void removeListener(ReadinessListener listener) {
    listeners.remove(listener);
  }

  /**
   * The POLL bits which hold now for a task: signals are each process's own, all else is shared.
   */
  public int readiness(Task asking) {
    return READABLE | WRITABLE;
  }

  /** Where a task waits for its {@link #readiness} to change. */
  public void addQueues(Task asking, List<WaitQueue> queues) {
    queues.add(readinessChanged);
  }

  /** Whether {@link #readiness} changes without {@link #changed}, and must be asked at each try. */
  public boolean isAskedAlways() {
    return false;
  }

  /** Whether epoll(7) can watch it; regular files cannot be watched. */
  public boolean isPollable() {
    return true;
  }

  /**
   * Reads.
   *
   * @param position the offset of pread(2), or -1 for the file's own position
   * @return bytes, {@code -errno} or what {@link Call#block} returned
   */
  public long read(Call call, GuestBuffer into, long position) {
    throw new SyscallError(Errno.EINVAL);
  }

  /** Writes; as {@link #read}. */
  public long write(Call call, GuestBuffer from, long position) {
    throw new SyscallError(Errno.EINVAL);
  }

  /**
   * What sendfile(2) and splice(2) may take, without taking it.
   *
   * @return up to {@code limit} bytes; none at the end of the file; null when a read would wait
   */
  public byte @Nullable [] peek(int limit) {
    throw new SyscallError(Errno.EINVAL);
  }

  /** Takes the first bytes which {@link #peek} showed. */
  public void consume(int length) {
    throw new SyscallError(Errno.EINVAL);
  }

  /**
   * How many bytes {@link #accept} takes now, for sendfile(2) and splice(2); 0 when a write would
   * wait.
   */
  public int room(Call call) {
    throw new SyscallError(Errno.EINVAL);
  }

  /** Takes all of {@code data}, which is not more than {@link #room} told. */
  public void accept(Call call, byte[] data) {
    throw new SyscallError(Errno.EINVAL);
  }

  /** Whether it is a pipe, so that splice(2) and tee(2) serve it. */
  public boolean isPipe() {
    return false;
  }

  /** Whether it is a socket, so that FIOASYNC serves it. */
  public boolean isSocket() {
    return false;
  }

  /** A write finds nobody who could read: the writer gets SIGPIPE. */
  protected static void brokenPipe(Call call) {
    call.kernel().signals().brokenPipe(call.task());
  }

  /**
   * The description which opening {@code /proc/self/fd/N} makes; ENXIO where Linux has none.
   *
   * @param newFlags the status flags of the new description
   */
  public OpenFile reopen(int newFlags) {
    throw new SyscallError(Errno.ENXIO);
  }

  /** Answers ioctl(2); the request is argument 1. */
  public long ioctl(Call call) {
    throw new SyscallError(Errno.ENOTTY);
  }

  /** Answers lseek(2). */
  public long seek(Call call) {
    throw new SyscallError(Errno.ESPIPE);
  }

  /** Answers fcntl(F_GETPIPE_SZ). */
  public long capacity() {
    throw new SyscallError(Errno.EBADF);
  }

  /** Answers fcntl(F_SETPIPE_SZ). */
  public long setCapacity(int bytes) {
    throw new SyscallError(Errno.EBADF);
  }

  /** The type and permission bits of {@code st_mode}. */
  public int mode() {
    return 0x1000 | 0x180;
  }

  /** The size which stat tells. */
  public long size() {
    return 0;
  }

  /** The inode number which stat tells: for pipes and their like in order of their creation. */
  public long objectNumber() {
    return 0;
  }

  /** The device which stat tells: one constant for each kind of file without a file system. */
  public long device() {
    return VirtualDevice.ANONYMOUS;
  }

  /** The device which a device file stands for, as {@code st_rdev} tells it. */
  public long rawDevice() {
    return 0;
  }
}
