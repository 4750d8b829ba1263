package dev.reprise.kernel.fd;

import dev.reprise.kernel.Call;
import dev.reprise.kernel.Kernel;
import dev.reprise.kernel.SyscallError;
import dev.reprise.kernel.WaitQueue;
import dev.reprise.linux.Errno;

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
  public static final int POLLRDHUP = 0x2000;

  private static final int O_NONBLOCK = 0x800;

  private final WaitQueue readinessChanged = new WaitQueue();
  private int references;
  private int flags;

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

  /** Another descriptor, or another holder such as a message in flight, refers to it. */
  public final void retain() {
    references++;
  }

  /** A reference is gone; with the last one the file is closed. */
  public final void release(Kernel kernel) {
    if (--references == 0) {
      closed(kernel);
    }
  }

  /** The last reference is gone. */
  protected void closed(Kernel kernel) {}

  /** Woken whenever {@link #readiness} may have changed. */
  public final WaitQueue readinessChanged() {
    return readinessChanged;
  }

  /** The POLL bits which hold now. */
  public int readiness() {
    return POLLIN | POLLOUT;
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

  /** Answers ioctl(2); the request is argument 1. */
  public long ioctl(Call call) {
    throw new SyscallError(Errno.ENOTTY);
  }

  /** Answers lseek(2). */
  public long seek(Call call) {
    throw new SyscallError(Errno.ESPIPE);
  }

  /** The type and permission bits of {@code st_mode}. */
  public int mode() {
    return 0x1000 | 0x180;
  }

  /** The size which stat tells. */
  public long size() {
    return 0;
  }
}
