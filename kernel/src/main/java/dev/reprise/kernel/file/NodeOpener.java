package dev.reprise.kernel.file;

import dev.reprise.kernel.Call;
import dev.reprise.kernel.fd.KernelFile;
import dev.reprise.kernel.fd.OpenFile;
import dev.reprise.linux.Errno;
import dev.reprise.linux.Nr;
import org.jspecify.annotations.Nullable;

/** Opens synthetic files. */
final class NodeOpener {
  private static final int F_DUPFD = 0;
  private static final int F_DUPFD_CLOEXEC = 1030;

  private final Files files;
  private final Opener opener;
  private final Lookup lookup;

  NodeOpener(Files files, Opener opener) {
    this.files = files;
    this.opener = opener;
    this.lookup = new Lookup(files);
  }

  long open(Call call, Opening opening) {
    Synthetic.Node node = java.util.Objects.requireNonNull(opening.target().node());
    if (opening.has(Opening.O_CREAT) && opening.has(Opening.O_EXCL)) {
      return -Errno.EEXIST;
    }
    if (opening.has(Opening.O_DIRECTORY) && isNoDirectory(node)) {
      return -Errno.ENOTDIR;
    }
    String path = opening.target().path();
    if (!(node instanceof Synthetic.Descriptor)) {
      files.tell(
          call,
          FileEvents.Kind.OPENED,
          path,
          "",
          files.numberOf(path),
          node instanceof Synthetic.Directory);
    }
    if (!(node instanceof Synthetic.Descriptor) && !opening.has(Opening.O_PATH)) {
      files.access().requireNode(call, Who.of(call), path, node, opening.wantedPermissions());
    }
    Status status = lookup.ofNode(call, path, node, false);
    if (opening.has(Opening.O_PATH) && !(node instanceof Synthetic.Descriptor)) {
      return virtual(call, opening, new SyntheticFile(path, opening.keptFlags(), node, status));
    }
    return switch (node) {
      case Synthetic.Directory directory ->
          opening.wantsWriting()
              ? -Errno.EISDIR
              : virtual(
                  call, opening, new SyntheticFile(path, opening.keptFlags(), directory, status));
      case Synthetic.Text text -> SyntheticText.open(call, files, opening, text, status);
      case Synthetic.Link link -> -Errno.ELOOP;
      case Synthetic.Special special -> virtual(call, opening, special(call, opening, special));
      case Synthetic.Descriptor descriptor -> again(call, opening, descriptor);
    };
  }

  /** Whether a terminal may become the controlling one is said by a flag that is not kept. */
  private static OpenFile special(Call call, Opening opening, Synthetic.Special special) {
    int kept = opening.keptFlags();
    OpenFile file = special.opener().open(call, kept | opening.flags() & Opening.O_NOCTTY);
    file.setFlags(kept);
    return file;
  }

  private static boolean isNoDirectory(Synthetic.Node node) {
    return !(node instanceof Synthetic.Directory || node instanceof Synthetic.Descriptor);
  }

  private static long virtual(Call call, Opening opening, OpenFile file) {
    return call.kernel().descriptors().open(call, file, opening.closeOnExec());
  }

  /**
   * Opens an open file anew, with a new description: a real one by its name, pipes and terminals as
   * they are. A real file without a name shares the old description.
   */
  private long again(Call call, Opening opening, Synthetic.Descriptor descriptor) {
    if (!opening.follows()) {
      return -Errno.ELOOP;
    }
    files.access().requireInspection(call, opening.target().path());
    OpenFile file = descriptor.process().files().require(descriptor.fd());
    HostStat host = file instanceof KernelFile real ? byName(call, real) : null;
    if (host != null) {
      int flags = opening.flags() & ~Opening.O_CREAT;
      String path = file.name();
      long address = Scratch.path(call, 0, path);
      Target target = new Target(Paths.AT_FDCWD, address, path, path, null);
      Opening anew = new Opening(target, flags, opening.mode());
      files.access().requireOpen(call, host, anew);
      return opener.openAllowed(call, anew, Opener.Resolution.PLAIN);
    }
    if (file instanceof KernelFile) {
      return sharing(call, opening, descriptor, file);
    }
    return virtual(call, opening, file.reopen(opening.keptFlags()));
  }

  private long sharing(Call call, Opening opening, Synthetic.Descriptor descriptor, OpenFile file) {
    if (descriptor.process() != call.process()) {
      return -Errno.EACCES;
    }
    int command = opening.closeOnExec() ? F_DUPFD_CLOEXEC : F_DUPFD;
    long fd = call.execute(Nr.FCNTL, descriptor.fd(), command, 0);
    if (fd >= 0) {
      call.process().files().put(call.kernel(), (int) fd, file, opening.closeOnExec());
    }
    return fd;
  }

  /** What the host has at the file's name, or null when that is not the file any more. */
  private @Nullable HostStat byName(Call call, KernelFile file) {
    if (!file.name().startsWith("/") || file instanceof SyntheticText) {
      return null;
    }
    long address = Scratch.path(call, 2, file.name());
    HostStat host = HostStat.find(call, Paths.AT_FDCWD, address, true);
    boolean same =
        host != null && (file.inode() == null || files.inodes().of(host) == file.inode());
    return same ? host : null;
  }
}
