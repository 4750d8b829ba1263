package dev.reprise.kernel.file;

import dev.reprise.kernel.Call;
import dev.reprise.kernel.fd.KernelFile;
import org.jspecify.annotations.Nullable;

/** An open directory of the container's file system. */
final class DirectoryFile extends KernelFile implements Listed {
  private @Nullable Listing listing;
  private HostStat.@Nullable Identity identity;
  private @Nullable KernelFile parent;
  private long movesBefore;
  private boolean wasRead;

  DirectoryFile(String path, int flags) {
    super(path, flags);
  }

  /** What the host numbers it; an open directory keeps that. Null as long as nobody asked. */
  HostStat.@Nullable Identity identity() {
    return identity;
  }

  void setIdentity(HostStat.Identity known) {
    identity = known;
  }

  /** It was opened by its name in this directory, when so many directories had moved. */
  void setParent(KernelFile directory, long moves) {
    parent = directory;
    movesBefore = moves;
  }

  /** The directory which holds it, or null when the host has to be asked. */
  @Nullable Inode parent(long moves) {
    return parent != null && moves == movesBefore ? parent.inode() : null;
  }

  /** Whether the host's position is where it was at first; from now on it is not. */
  boolean startReading() {
    boolean first = !wasRead;
    wasRead = true;
    return first;
  }

  @Override
  public KernelFile reopened(int newFlags, Inode known) {
    if ((newFlags & Opening.O_PATH) != 0) {
      return super.reopened(newFlags, known);
    }
    DirectoryFile directory = new DirectoryFile(name(), newFlags);
    directory.setInode(known);
    if (identity != null) {
      directory.setIdentity(identity);
    }
    return directory;
  }

  @Override
  public boolean isDirectory() {
    return true;
  }

  @Override
  public Listing listing(Call call, Files files, int fd) {
    if (listing == null) {
      listing = new DirectoryReader(files).read(call, this, fd);
    }
    return listing;
  }

  /** Going back to the beginning reads the entries anew, as rewinddir(3) promises. */
  @Override
  public long seek(Call call) {
    if (call.intArg(2) == 0 && call.arg(1) == 0) {
      listing = null;
      return 0;
    }
    return listing(call, call.kernel().files(), call.intArg(0)).seek(call);
  }
}
