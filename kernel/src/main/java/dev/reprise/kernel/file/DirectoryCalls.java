package dev.reprise.kernel.file;

import dev.reprise.kernel.Call;
import dev.reprise.kernel.Filesystem;
import dev.reprise.kernel.Handlers;
import dev.reprise.kernel.fd.OpenFile;
import dev.reprise.kernel.identity.Capability;
import dev.reprise.linux.Errno;
import dev.reprise.linux.Nr;
import java.nio.charset.StandardCharsets;

/** Reading directories, and the working directory. */
public final class DirectoryCalls {
  private static final int PATH_MAX = 4096;

  private final Files files;
  private final Lookup lookup;

  public DirectoryCalls(Files files) {
    this.files = files;
    this.lookup = new Lookup(files);
  }

  public void register(Handlers handlers) {
    handlers.on(Nr.GETDENTS64, call -> read(call, false));
    handlers.on(Nr.GETDENTS, call -> read(call, true));
    handlers.on(Nr.CHDIR, this::chdir);
    handlers.on(Nr.FCHDIR, this::fchdir);
    handlers.on(Nr.CHROOT, this::chroot);
    handlers.on(Nr.GETCWD, this::getcwd);
  }

  private long read(Call call, boolean old) {
    int fd = call.intArg(0);
    OpenFile file = call.process().files().require(fd);
    if ((file.flags() & Opening.O_PATH) != 0) {
      return -Errno.EBADF;
    }
    if (!(file instanceof Listed directory)) {
      return -Errno.ENOTDIR;
    }
    int size = (int) Math.min(call.arg(2) & 0xffffffffL, Integer.MAX_VALUE);
    return directory.listing(call, files, fd).read(call, call.arg(1), size, old);
  }

  private long chdir(Call call) {
    Lookup.Located found = lookup.existing(call, Paths.AT_FDCWD, call.arg(0), true, 0);
    Filesystem filesystem = call.process().filesystem();
    if (found.target().node() != null) {
      if (!(found.target().node() instanceof Synthetic.Directory)) {
        return -Errno.ENOTDIR;
      }
      files
          .access()
          .requireNode(
              call, Who.of(call), found.target().path(), found.target().node(), Access.SEARCH);
      // The host stays where it is: paths that start from a synthetic directory are made absolute.
      filesystem.setWorkingDirectory(found.target().path());
      return 0;
    }
    files.access().require(call, found.real(), Access.SEARCH);
    long result = call.execute(Nr.CHDIR, found.target().address());
    return result < 0 ? result : moved(call, found.target().path());
  }

  private long fchdir(Call call) {
    OpenFile file = call.process().files().require(call.intArg(0));
    if (file instanceof SyntheticFile synthetic) {
      if (!(synthetic.node() instanceof Synthetic.Directory)) {
        return -Errno.ENOTDIR;
      }
      call.process().filesystem().setWorkingDirectory(file.name());
      return 0;
    }
    if (!Who.of(call).overrides()) {
      files.access().require(call, HostStat.ofDescriptor(call, call.intArg(0)), Access.SEARCH);
    }
    long result = call.execute();
    return result < 0 ? result : moved(call, file.name());
  }

  /** The host knows the way without links, if the guest can still name it. */
  private static long moved(Call call, String path) {
    long length = call.execute(Nr.GETCWD, Scratch.buffer(call), PATH_MAX);
    String name = path;
    if (length > 0) {
      byte[] bytes = call.memory().read(Scratch.buffer(call), (int) length - 1);
      name = new String(bytes, StandardCharsets.ISO_8859_1);
    }
    call.process().filesystem().setWorkingDirectory(name);
    return 0;
  }

  /**
   * Gives the process another root, of which the host knows nothing: paths are walked here and
   * given to it from the first root.
   */
  private long chroot(Call call) {
    Lookup.Located found = lookup.existing(call, Paths.AT_FDCWD, call.arg(0), true, 0);
    HostStat host = found.host();
    if (host == null ? found.target().node() instanceof Synthetic.Directory : host.isDirectory()) {
      if (host != null) {
        files.access().require(call, host, Access.SEARCH);
      }
      if (!call.task().credentials().isCapable(Capability.SYS_CHROOT)) {
        return -Errno.EPERM;
      }
      String given = call.path(0);
      String base = files.paths().directory(call, Paths.AT_FDCWD);
      PathWalk.Found root = new PathWalk(call, files, Who.of(call)).walk(base, given, true);
      call.process().filesystem().setRoot(root.path());
      return 0;
    }
    return -Errno.ENOTDIR;
  }

  private long getcwd(Call call) {
    Filesystem filesystem = call.process().filesystem();
    String path = filesystem.workingDirectory();
    if (!PathNames.isSynthetic(path)) {
      if (!filesystem.hasOwnRoot()) {
        return call.execute();
      }
      long length = call.execute(Nr.GETCWD, Scratch.buffer(call), PATH_MAX);
      if (length < 0) {
        return length;
      }
      path = PathNames.fromRoot(filesystem.root(), path);
    }
    byte[] bytes = path.getBytes(StandardCharsets.ISO_8859_1);
    if (Long.compareUnsigned(call.arg(1), bytes.length + 1) < 0) {
      return -Errno.ERANGE;
    }
    call.memory().write(call.arg(0), java.util.Arrays.copyOf(bytes, bytes.length + 1));
    return bytes.length + 1;
  }
}
