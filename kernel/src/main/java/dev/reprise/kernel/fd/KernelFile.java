package dev.reprise.kernel.fd;

import dev.reprise.kernel.Call;
import dev.reprise.kernel.GuestThread;
import dev.reprise.kernel.Kernel;
import dev.reprise.kernel.file.Inode;
import dev.reprise.linux.Errno;
import dev.reprise.linux.Nr;
import org.jspecify.annotations.Nullable;

/** A file of the container's file system, on which the host kernel executes the guest's calls. */
public class KernelFile extends OpenFile {
  private static final int SEEK_SET = 0;
  private static final int SEEK_CUR = 1;
  private static final int SEEK_END = 2;
  private static final int SEEK_DATA = 3;
  private static final int SEEK_HOLE = 4;

  private String path;
  private @Nullable Inode inode;

  /** A real file from before the run, opened under this absolute path. */
  public KernelFile(String path, int flags) {
    super(flags);
    this.path = path;
  }

  /** A real file opened under this absolute path. */
  public KernelFile(String path, int flags, Inode inode) {
    this(path, flags);
    this.inode = inode;
  }

  @Override
  public final String name() {
    return path;
  }

  /** The file, or a directory above it, was renamed. */
  public final void setPath(String newPath) {
    path = newPath;
  }

  /** What the guest sees beside the content; null as long as nobody asked the host for it. */
  public final @Nullable Inode inode() {
    return inode;
  }

  public final void setInode(Inode newInode) {
    inode = newInode;
  }

  /**
   * Where a file has holes is a matter of the host's file system: here every file is data up to its
   * end, which the host is asked for by moving the position there.
   */
  @Override
  public long seek(Call call) {
    int whence = call.intArg(2);
    if (whence != SEEK_DATA && whence != SEEK_HOLE) {
      return seek(call, call.intArg(0), call.arg(1), whence);
    }
    int fd = call.intArg(0);
    long position = seek(call, fd, 0, SEEK_CUR);
    if (position < 0) {
      return position;
    }
    long end = seek(call, fd, 0, SEEK_END);
    if (call.arg(1) < 0 || call.arg(1) >= end) {
      seek(call, fd, position, SEEK_SET);
      return -Errno.ENXIO;
    }
    return whence == SEEK_HOLE ? end : seek(call, fd, call.arg(1), SEEK_SET);
  }

  /** Moves the host's position, which the guest need not be made to do where it stops for it. */
  protected static long seek(Call call, int fd, long offset, int whence) {
    long position = call.task().thread().seekOpenFile(fd, offset, whence);
    return position == GuestThread.NOT_FROM_OUTSIDE
        ? call.execute(Nr.LSEEK, fd, offset, whence)
        : position;
  }

  /**
   * Whether the guest is shown other bytes than the host's file has: then {@link #readAltered}
   * reads them, and the host kernel does not execute the guest's own call.
   */
  public boolean isAltered() {
    return false;
  }

  /**
   * Reads what the guest is shown of an altered file.
   *
   * @param position the offset of pread(2), or -1 for the file's own position
   * @return bytes or {@code -errno}
   */
  public long readAltered(Call call, int fd, GuestBuffer into, long position) {
    throw new IllegalStateException(path + " is as the host has it");
  }

  /**
   * A private mapping of the file was made.
   *
   * @param offset of the mapping's first byte in the file
   */
  public void mapped(Call call, long address, long offset) {}

  /** The same file with a new description. */
  public KernelFile reopened(int newFlags, Inode known) {
    return new KernelFile(path, newFlags, known);
  }

  /** Whether it is an open directory. */
  public boolean isDirectory() {
    return false;
  }

  @Override
  public boolean isPollable() {
    return false;
  }

  @Override
  protected void closed(Kernel kernel) {
    kernel.watches().closed(this);
  }
}
