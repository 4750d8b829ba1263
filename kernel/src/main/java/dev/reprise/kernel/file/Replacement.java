package dev.reprise.kernel.file;

import dev.reprise.kernel.Call;
import dev.reprise.kernel.SyscallError;
import dev.reprise.linux.Errno;
import dev.reprise.linux.Nr;

/** Makes a file of the host's of a synthetic one that the guest is about to change. */
final class Replacement {
  private static final int O_WRONLY = 1;
  private static final int FLAGS =
      O_WRONLY | Opening.O_CREAT | Opening.O_TRUNC | Opening.O_NOFOLLOW | Opening.O_CLOEXEC;

  private Replacement() {}

  /** Whether a target is synthetic only until it is changed. */
  static boolean isFor(Files files, Target target) {
    String path = target.path();
    return target.node() != null
        && files
            .synthetic()
            .presentedIn(PathNames.parent(path))
            .contains(path.substring(path.lastIndexOf('/') + 1));
  }

  /**
   * The real file, which has the same content.
   *
   * @param slot of scratch memory for its path
   */
  static Target of(Call call, Files files, Target target, int slot) {
    String path = target.path();
    long address = Scratch.path(call, slot, path);
    long fd = call.execute(Nr.OPENAT, Paths.AT_FDCWD, address, FLAGS, 0644);
    if (fd == -Errno.ELOOP) {
      call.execute(Nr.UNLINKAT, Paths.AT_FDCWD, address, 0);
      fd = call.execute(Nr.OPENAT, Paths.AT_FDCWD, address, FLAGS, 0644);
    }
    if (fd < 0) {
      throw new SyscallError((int) -fd);
    }
    call.execute(Nr.FCHMOD, fd, 0644);
    Synthetic.Text text = (Synthetic.Text) java.util.Objects.requireNonNull(target.node());
    SyntheticText.fill(call, fd, text.content().get());
    call.execute(Nr.CLOSE, fd);
    files.synthetic().release(path);
    return new Target(Paths.AT_FDCWD, address, path, path, null);
  }
}
