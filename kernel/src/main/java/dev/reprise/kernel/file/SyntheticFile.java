package dev.reprise.kernel.file;

import dev.reprise.kernel.Call;
import dev.reprise.kernel.SyscallError;
import dev.reprise.kernel.fd.GuestBuffer;
import dev.reprise.kernel.fd.OpenFile;
import dev.reprise.linux.Errno;
import org.jspecify.annotations.Nullable;

/** An open synthetic directory, or a synthetic file opened with O_PATH. */
final class SyntheticFile extends OpenFile implements Listed {
  private final String path;
  private final Synthetic.Node node;
  private final Status status;
  private @Nullable Listing listing;

  SyntheticFile(String path, int flags, Synthetic.Node node, Status status) {
    super(flags);
    this.path = path;
    this.node = node;
    this.status = status;
  }

  @Override
  public String name() {
    return path;
  }

  Synthetic.Node node() {
    return node;
  }

  @Override
  public Listing listing(Call call, Files files, int fd) {
    if (!(node instanceof Synthetic.Directory directory)) {
      throw new SyscallError(Errno.ENOTDIR);
    }
    if (listing == null) {
      listing = Listing.ofSynthetic(files, path, directory);
    }
    return listing;
  }

  @Override
  public long seek(Call call) {
    if (!(node instanceof Synthetic.Directory)) {
      throw new SyscallError(Errno.EBADF);
    }
    if (call.intArg(2) == 0 && call.arg(1) == 0) {
      listing = null;
      return 0;
    }
    return listing(call, call.kernel().files(), call.intArg(0)).seek(call);
  }

  @Override
  public long read(Call call, GuestBuffer into, long position) {
    return -Errno.EISDIR;
  }

  @Override
  public int mode() {
    return status.mode();
  }

  @Override
  public long size() {
    return status.size();
  }

  @Override
  public long objectNumber() {
    return status.inode();
  }

  @Override
  public long device() {
    return status.device();
  }
}
