package dev.reprise.kernel.file;

import dev.reprise.kernel.Call;
import dev.reprise.kernel.GuestProcess;
import dev.reprise.kernel.SyscallError;
import dev.reprise.kernel.console.Terminal;
import dev.reprise.kernel.fd.KernelFile;
import dev.reprise.kernel.fd.OpenFile;
import dev.reprise.kernel.fd.VirtualDevice;
import dev.reprise.kernel.identity.Credentials;
import dev.reprise.linux.Errno;
import org.jspecify.annotations.Nullable;

/**
 * Finds the file which a call names, be it real or synthetic, and says what the guest sees of it.
 */
final class Lookup {
  private final Files files;

  Lookup(Files files) {
    this.files = files;
  }

  /** Whether a path argument is the empty string, or absent. */
  static boolean isEmpty(Call call, long path) {
    return path == 0 || call.memory().readCString(path, 4095).isEmpty();
  }

  /** A name that was looked up: what it names, and what the host tells of a real file. */
  record Located(Target target, @Nullable HostStat host) {
    HostStat real() {
      if (host == null) {
        throw new SyscallError(Errno.EPERM);
      }
      return host;
    }
  }

  /** Finds an existing file by its name; raises the host's error when there is none. */
  Located existing(Call call, int dirfd, long path, boolean follow, int slot) {
    Target target = files.paths().resolve(call, dirfd, path, follow, slot);
    if (target.node() != null) {
      return new Located(target, null);
    }
    try {
      HostStat host = HostStat.require(call, target, follow);
      return new Located(target, host);
    } catch (SyscallError error) {
      if (error.errno() != Errno.ENOENT) {
        throw error;
      }
      Target led = files.paths().throughLinks(call, target, follow, slot);
      if (led == null) {
        files.tell(call, FileEvents.Kind.ABSENT, target.path(), null);
        throw error;
      }
      HostStat host = led.node() != null ? null : HostStat.require(call, led, follow);
      return new Located(led, host);
    }
  }

  /** The status of what a path names. */
  Status status(Call call, int dirfd, long path, boolean follow) {
    Located found = existing(call, dirfd, path, follow, 0);
    Synthetic.Node node = found.target.node();
    if (node != null) {
      return ofNode(call, found.target.path(), node, follow);
    }
    HostStat host = found.real();
    Inode inode = files.inodes().of(host);
    String named = found.target.path();
    files.tell(call, FileEvents.Kind.PROBED, named, "", inode.number(), host.isDirectory());
    return files.status(host, inode);
  }

  /** The status of an open file. */
  Status ofOpenFile(Call call, OpenFile file, int fd) {
    if (file instanceof SyntheticText text) {
      return text.status();
    }
    if (file instanceof KernelFile real) {
      HostStat host = HostStat.ofDescriptor(call, fd);
      return files.status(host, files.inode(real, host));
    }
    if (file.name().startsWith("/") && (file.mode() & HostStat.S_IFMT) == HostStat.S_IFIFO) {
      HostStat host = HostStat.ofDescriptor(call, fd);
      return files.status(host, files.inodes().of(host));
    }
    return ofVirtual(file);
  }

  /** The status of a file that only the deterministic kernel knows. */
  private Status ofVirtual(OpenFile file) {
    return virtual(
        file.device(), file.objectNumber(), file.mode(), 0, 0, file.rawDevice(), file.size());
  }

  Status ofNode(Call call, String path, Synthetic.Node node, boolean follow) {
    long number = files.numberOf(path);
    long device = device(path);
    GuestProcess process = Access.owner(call, path);
    Credentials of = process == null ? null : Access.ownerOf(process);
    int owner = of == null ? 0 : of.users().effective();
    int group = of == null ? 0 : of.groupIds().effective();
    // Not a switch over types, which is made at its first use: every ls(1) would feel it.
    if (node instanceof Synthetic.Directory directory) {
      return virtual(device, number, HostStat.S_IFDIR | directory.mode(), owner, group, 0, 0);
    }
    if (node instanceof Synthetic.Text text) {
      return virtual(device, number, HostStat.S_IFREG | text.mode(), owner, group, 0, text.size());
    }
    if (node instanceof Synthetic.Special special) {
      return path.startsWith("/dev/pts/")
          ? ofTerminal(call, special)
          : virtual(device, number, special.mode(), owner, group, special.device(), 0);
    }
    if (node instanceof Synthetic.Descriptor descriptor) {
      return follow
          ? ofDescriptor(call, descriptor)
          : virtual(device, number, HostStat.S_IFLNK | 0700, owner, group, 0, 64);
    }
    return virtual(device, number, HostStat.S_IFLNK | 0777, owner, group, 0, 0);
  }

  private Status ofTerminal(Call call, Synthetic.Special special) {
    return virtual(
        VirtualDevice.TERMINALS,
        Terminal.INODE,
        special.mode(),
        call.kernel().config().userId(),
        call.kernel().config().groupId(),
        special.device(),
        0);
  }

  private static long device(String syntheticPath) {
    if (syntheticPath.startsWith("/proc")) {
      return Status.PROC;
    }
    return syntheticPath.startsWith("/sys") ? Status.SYS : Status.DISK;
  }

  private Status ofDescriptor(Call call, Synthetic.Descriptor descriptor) {
    OpenFile file = descriptor.process().files().require(descriptor.fd());
    if (descriptor.process() == call.process() || !(file instanceof KernelFile)) {
      return ofOpenFile(call, file, descriptor.fd());
    }
    NamelessFiles.Open open = new NamelessFiles(files).find(descriptor.process(), descriptor.fd());
    return files.status(open.host(), open.inode());
  }

  private Status virtual(
      long device, long inode, int mode, int owner, int group, long raw, long size) {
    long time = files.startTime();
    return new Status(device, inode, mode, 1, owner, group, raw, size, time, time, time, time);
  }
}
