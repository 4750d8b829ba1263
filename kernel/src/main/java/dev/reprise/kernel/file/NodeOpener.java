package dev.reprise.kernel.file;

import dev.reprise.kernel.Call;
import dev.reprise.kernel.fd.KernelFile;
import dev.reprise.kernel.fd.OpenFile;
import dev.reprise.linux.Errno;

/** Opens synthetic files. */
final class NodeOpener {
  private final Files files;
  private final Opener opener;
  private final NamelessFiles nameless;
  private final Lookup lookup;

  NodeOpener(Files files, Opener opener) {
    this.files = files;
    this.opener = opener;
    this.nameless = new NamelessFiles(files);
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
    if (opening.wantsWriting() && Replacement.isFor(files, opening.target())) {
      return opener.open(
          call,
          opening.with(Replacement.of(call, files, opening.target(), 0)),
          Opener.Resolution.PLAIN);
    }
    Status status = lookup.ofNode(call, path, node, false);
    if (opening.has(Opening.O_PATH) && !(node instanceof Synthetic.Descriptor)) {
      return virtual(call, opening, new SyntheticFile(path, opening.keptFlags(), node, status));
    }
    // Not a switch over types, which is made at its first use: every ls(1) would feel it.
    if (node instanceof Synthetic.Text text) {
      return SyntheticText.open(call, files, opening, text, status);
    }
    if (node instanceof Synthetic.Special special) {
      return virtual(call, opening, special(call, opening, special));
    }
    if (node instanceof Synthetic.Descriptor descriptor) {
      return again(call, opening, descriptor);
    }
    if (node instanceof Synthetic.Link) {
      return -Errno.ELOOP;
    }
    return opening.wantsWriting()
        ? -Errno.EISDIR
        : virtual(call, opening, new SyntheticFile(path, opening.keptFlags(), node, status));
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

  /** Opens an open file anew, with a new description. */
  private long again(Call call, Opening opening, Synthetic.Descriptor descriptor) {
    if (!opening.follows()) {
      return -Errno.ELOOP;
    }
    files.access().requireInspection(call, opening.target().path());
    OpenFile file = descriptor.process().files().require(descriptor.fd());
    if (file instanceof KernelFile && !(file instanceof SyntheticText)) {
      return nameless.reopen(call, nameless.find(descriptor.process(), descriptor.fd()), opening);
    }
    return virtual(call, opening, file.reopen(opening.keptFlags()));
  }
}
