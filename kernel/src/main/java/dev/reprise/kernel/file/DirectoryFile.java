package dev.reprise.kernel.file;

import dev.reprise.kernel.Call;
import dev.reprise.kernel.fd.KernelFile;
import org.jspecify.annotations.Nullable;

/** An open directory of the container's file system. */
final class DirectoryFile extends KernelFile implements Listed {
  private @Nullable Listing listing;

  DirectoryFile(String path, int flags, Inode inode) {
    super(path, flags, inode);
  }

  @Override
  public boolean isDirectory() {
    return true;
  }

  @Override
  public Listing listing(Call call, Files files, int fd) {
    if (listing == null) {
      listing = new DirectoryReader(files).read(call, name(), fd);
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
