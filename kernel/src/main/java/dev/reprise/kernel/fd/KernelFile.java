package dev.reprise.kernel.fd;

import dev.reprise.kernel.Call;
import dev.reprise.kernel.Kernel;
import dev.reprise.kernel.file.Inode;
import org.jspecify.annotations.Nullable;

/** A file of the container's file system, on which the host kernel executes the guest's calls. */
public class KernelFile extends OpenFile {
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

  @Override
  public long seek(Call call) {
    return call.execute();
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
