package dev.reprise.kernel.file;

import dev.reprise.kernel.Bytes;
import dev.reprise.kernel.Call;
import dev.reprise.kernel.Limits;
import dev.reprise.kernel.Refused;
import dev.reprise.kernel.fd.KernelFile;
import dev.reprise.linux.Errno;
import dev.reprise.linux.Nr;
import org.jspecify.annotations.Nullable;

/** Opens real files, and hands everything else to those who know it. */
final class Opener {
  private final Files files;
  private final CompiledModules modules;
  private final NodeOpener nodes;

  Opener(Files files) {
    this.files = files;
    this.modules = new CompiledModules(files);
    this.nodes = new NodeOpener(files, this);
  }

  /**
   * Limits of openat2(2) on how the path is resolved.
   *
   * @param flags of the field {@code resolve}
   */
  record Resolution(long flags) {
    static final Resolution PLAIN = new Resolution(0);
  }

  long open(Call call, Opening opening, Resolution resolution) {
    if (opening.target().node() != null) {
      return nodes.open(call, opening);
    }
    files.access().requireOpen(call, opening);
    return openAllowed(call, opening, resolution);
  }

  /** Opens a real file whose permissions were judged. */
  long openAllowed(Call call, Opening opening, Resolution resolution) {
    // A file that is there already is told from a new one, and keeps its inode when it is copied to
    // a layer by being opened for writing.
    HostStat before = null;
    HostStat seen = null;
    if (opening.wantsWriting() || opening.has(Opening.O_CREAT)) {
      before = HostStat.find(call, opening.target(), opening.follows());
      if (before != null && before.type() == HostStat.S_IFIFO) {
        return fifo(call, opening, before);
      }
    } else if (resolution.flags == 0 && !needsNoLook(opening) && hasRoom(call)) {
      FirstLook look = FirstLook.at(call, opening.target(), opening.follows());
      if (look.error() < 0) {
        return failed(call, opening, resolution, (int) -look.error());
      }
      seen = look.host();
    }
    Inode known = before == null ? null : files.inodes().of(before);
    long fd = execute(call, opening, resolution);
    if (fd < 0) {
      return failed(call, opening, resolution, (int) -fd);
    }
    if (needsNoLook(opening)) {
      return put(call, opening, (int) fd, directory(call, opening));
    }
    HostStat host = seen != null ? seen : HostStat.ofDescriptor(call, (int) fd);
    return opened(call, opening, (int) fd, host, known);
  }

  /** Nothing needs to be known of a directory before it is read. */
  private boolean needsNoLook(Opening opening) {
    return opening.isPlainDirectory() && !files.isListenedTo();
  }

  /** Whether there is a number left for a descriptor, whose lack the host would tell first. */
  private static boolean hasRoom(Call call) {
    int used = call.process().files().entries().size();
    return Long.compareUnsigned(used, call.process().limits().soft(Limits.OPEN_FILES)) < 0;
  }

  private static long execute(Call call, Opening opening, Resolution resolution) {
    Target target = opening.target();
    if (resolution.flags == 0) {
      return call.execute(
          Nr.OPENAT, target.dirfd(), target.address(), opening.hostFlags(), opening.mode());
    }
    byte[] how = new byte[24];
    Bytes.putLong(how, 0, opening.hostFlags() & 0xffffffffL);
    Bytes.putLong(how, 8, opening.mode());
    Bytes.putLong(how, 16, resolution.flags);
    call.memory().write(Scratch.stat(call), how);
    return call.execute(
        Nr.OPENAT2, target.dirfd(), target.address(), Scratch.stat(call), how.length);
  }

  private long failed(Call call, Opening opening, Resolution resolution, int errno) {
    if (errno == Errno.ENOENT && resolution.flags == 0) {
      Target led = files.paths().throughLinks(call, opening.target(), opening.follows(), 0);
      if (led != null) {
        return open(call, opening.with(led), resolution);
      }
      files.tell(call, FileEvents.Kind.ABSENT, opening.target().path(), null);
    } else if (errno == Errno.EACCES && opening.wantsWriting()) {
      // What the host's user may do is not to matter where nobody can write.
      boolean held = files.readOnly().holds(call, opening.target(), opening.follows());
      return held ? -Errno.EROFS : -errno;
    } else if (errno == Errno.ENXIO) {
      HostStat host = HostStat.find(call, opening.target(), opening.follows());
      if (host != null && host.type() == HostStat.S_IFIFO) {
        return fifo(call, opening, host);
      }
    }
    return -errno;
  }

  private long opened(Call call, Opening opening, int fd, HostStat host, @Nullable Inode known) {
    int type = host.type();
    if (!opening.has(Opening.O_PATH)) {
      if (type == HostStat.S_IFIFO) {
        call.execute(Nr.CLOSE, fd);
        return fifo(call, opening, host);
      }
      if (type == HostStat.S_IFBLK || (type == HostStat.S_IFCHR && !isHarmless(host))) {
        throw new Refused("device " + opening.target().path() + " is not supported");
      }
    }
    Inode inode = inode(call, opening, host, known);
    String path = opening.target().path();
    if (host.isDirectory() && !opening.has(Opening.O_PATH)) {
      DirectoryFile directory = directory(call, opening);
      directory.setInode(inode);
      directory.setIdentity(host.identity());
      return put(call, opening, fd, directory);
    }
    KernelFile module = modules.opened(call, opening, fd, host, inode);
    KernelFile plain = new KernelFile(path, opening.keptFlags(), inode);
    return put(call, opening, fd, module == null ? plain : module);
  }

  private static long put(Call call, Opening opening, int fd, KernelFile file) {
    call.process().files().put(call.kernel(), fd, file, opening.closeOnExec());
    return fd;
  }

  /** A directory that was opened by its own name in another open one knows what holds it. */
  private DirectoryFile directory(Call call, Opening opening) {
    Target target = opening.target();
    DirectoryFile directory = new DirectoryFile(target.path(), opening.keptFlags());
    String given = target.given();
    boolean ownName = given.indexOf('/') < 0 && !given.equals(".") && !given.equals("..");
    if (ownName
        && !opening.follows()
        && target.dirfd() != Paths.AT_FDCWD
        && call.process().files().get(target.dirfd()) instanceof KernelFile holder) {
      directory.setParent(holder, files.directoryMoves());
    }
    return directory;
  }

  private Inode inode(Call call, Opening opening, HostStat host, @Nullable Inode known) {
    String path = opening.target().path();
    boolean created = opening.has(Opening.O_CREAT) && known == null;
    Inode inode;
    if (created) {
      inode = files.create(call, opening.target(), host);
    } else if (known != null) {
      inode = known;
      files.inodes().moved(inode, host);
    } else {
      inode = files.inodes().of(host);
    }
    boolean truncated = !created && opening.has(Opening.O_TRUNC);
    if (truncated) {
      inode.touchContent(files.now());
    }
    if (created) {
      files.tell(call, FileEvents.Kind.CREATED, path, "", inode.number(), host.isDirectory());
    }
    if (truncated) {
      files.tell(call, FileEvents.Kind.MODIFIED, path, "", inode.number(), false);
    }
    files.tell(call, FileEvents.Kind.OPENED, path, "", inode.number(), host.isDirectory());
    return inode;
  }

  /** The null device, the zero device and the full device are the same everywhere. */
  private static boolean isHarmless(HostStat host) {
    long device = host.rawDevice();
    return device == 0x103 || device == 0x105 || device == 0x107;
  }

  private long fifo(Call call, Opening opening, HostStat host) {
    if (opening.has(Opening.O_CREAT) && opening.has(Opening.O_EXCL)) {
      return -Errno.EEXIST;
    }
    return files
        .fifos()
        .open(
            call,
            files.inodes().of(host).number(),
            opening.target().dirfd(),
            opening.target().address(),
            opening.target().path(),
            opening.flags());
  }
}
