package dev.reprise.kernel.file;

import dev.reprise.kernel.Bytes;
import dev.reprise.kernel.Call;
import dev.reprise.kernel.GuestProcess;
import dev.reprise.kernel.GuestThread;
import dev.reprise.kernel.Refused;
import dev.reprise.kernel.SyscallError;
import dev.reprise.kernel.Task;
import dev.reprise.kernel.fd.KernelFile;
import dev.reprise.kernel.fd.NamelessFile;
import dev.reprise.kernel.fd.OpenFile;
import dev.reprise.kernel.socket.HostRights;
import dev.reprise.linux.Errno;
import dev.reprise.linux.Nr;
import java.util.List;

/**
 * Makes files without a name (O_TMPFILE), gives names to open files, and opens these anew whether
 * they have a name or not.
 */
final class NamelessFiles {
  /** Here a file is made and unlinked where the host's file system has no nameless ones. */
  private static final String PASSING_NAME = ".reprise-nameless";

  /** A guest cannot make anything in the directory of terminals, where it is not the real one. */
  private static final String SOCKET = "/dev/pts/opened";

  private static final int AF_UNIX = 1;
  private static final int SOCK_DGRAM_CLOEXEC = 2 | 0x80000;
  private static final int NAME = 4096;

  private final Files files;

  NamelessFiles(Files files) {
    this.files = files;
  }

  /** Opens a new file in a directory, which it will have a name in at the earliest by linkat(2). */
  long create(Call call, Target directory, Opening opening) {
    boolean unwritable = (opening.flags() & Opening.O_ACCMODE) == 0;
    if (!opening.has(Opening.O_DIRECTORY) || opening.has(Opening.O_CREAT) || unwritable) {
      return -Errno.EINVAL;
    }
    if (directory.node() != null) {
      boolean isDirectory = directory.node() instanceof Synthetic.Directory;
      return isDirectory ? -Errno.EOPNOTSUPP : -Errno.ENOTDIR;
    }
    if (!Who.of(call).overrides()) {
      HostStat host = HostStat.find(call, directory, true);
      if (host != null && host.isDirectory()) {
        files.access().require(call, host, Access.WRITE | Access.SEARCH);
      }
    }
    int flags = opening.hostFlags();
    long fd =
        call.execute(
            Nr.OPENAT, directory.dirfd(), directory.address(), flags, opening.mode() & 07777);
    boolean canBeNamed = fd != -Errno.EOPNOTSUPP;
    if (!canBeNamed) {
      fd = createInPassing(call, directory, opening);
    }
    if (fd < 0) {
      Target led =
          fd == -Errno.ENOENT ? files.paths().throughLinks(call, directory, true, 0) : null;
      return led == null ? fd : create(call, led, opening);
    }
    Inode inode = files.createNameless(call);
    String host = call.task().thread().hostLink("fd/" + fd);
    String shown = host == null ? directory.path() + "/" : host.substring(0, nameStart(host));
    String name = shown + "#" + inode.number() + " (deleted)";
    NamelessFile file = new NamelessFile(name, opening.keptFlags(), inode, canBeNamed);
    call.process().files().put(call.kernel(), (int) fd, file, opening.closeOnExec());
    return fd;
  }

  /** The host shows {@code /a/directory/#123 (deleted)}. */
  private static int nameStart(String shown) {
    return shown.lastIndexOf('/') + 1;
  }

  private static long createInPassing(Call call, Target directory, Opening opening) {
    String given = directory.given();
    String path = given + (given.endsWith("/") ? "" : "/") + PASSING_NAME;
    long address = Scratch.path(call, 2, path);
    int flags = opening.hostFlags() & ~(Opening.O_TMPFILE | Opening.O_DIRECTORY);
    long fd =
        call.execute(
            Nr.OPENAT,
            directory.dirfd(),
            address,
            flags | Opening.O_CREAT | Opening.O_EXCL,
            opening.mode() & 07777);
    if (fd >= 0) {
      call.execute(Nr.UNLINKAT, directory.dirfd(), address, 0);
    }
    return fd;
  }

  /** An open file, and what the host tells of it. */
  record Open(Task holder, int fd, KernelFile file, HostStat host, Inode inode) {}

  /** What a process has open; EXDEV when the host has no such file. */
  Open find(GuestProcess process, int fd) {
    OpenFile file = process.files().require(fd);
    if (!(file instanceof KernelFile real) || process.tasks().isEmpty()) {
      throw new SyscallError(Errno.EXDEV);
    }
    Task holder = process.tasks().getFirst();
    HostStat host = HostStat.ofDescriptor(holder, fd);
    return new Open(holder, fd, real, host, files.inode(real, host));
  }

  /** Gives an open file a name; 0 or {@code -errno}. */
  long link(Call call, Open open, Target to) {
    String given = to.given();
    String name = given.substring(given.lastIndexOf('/', given.length() - 2) + 1);
    long holder = Scratch.path(call, 2, Files.holderOf(to));
    int flags = Opening.O_PATH | Opening.O_DIRECTORY | Opening.O_CLOEXEC;
    long directory = call.execute(Nr.OPENAT, to.dirfd(), holder, flags, 0);
    if (directory < 0) {
      return directory;
    }
    String file = open.holder.thread().openFile(open.fd);
    long result = call.task().thread().linkOpenFile(file, (int) directory, name);
    call.execute(Nr.CLOSE, directory);
    if (result == -Errno.ENOENT
        && open.file instanceof NamelessFile nameless
        && !nameless.canBeNamed()) {
      throw new Refused(
          "naming a file of O_TMPFILE is not supported by the host's file system at " + to.path());
    }
    return result;
  }

  /** Opens an open file anew, with a new description. */
  long reopen(Call call, Open open, Opening opening) {
    Opening anew =
        new Opening(opening.target(), opening.flags() & ~Opening.O_CREAT, opening.mode());
    files.access().requireOpen(call, open.host, open.inode, anew);
    long allowed = opening.has(Opening.O_PATH) ? 0 : access(open, anew.wantedPermissions());
    if (allowed < 0) {
      return allowed;
    }
    long fd = call.execute(Nr.SOCKET, AF_UNIX, SOCK_DGRAM_CLOEXEC, 0);
    if (fd < 0) {
      return fd;
    }
    long result = bind(call, (int) fd);
    if (result == 0) {
      result = send(call, open, anew.hostFlags());
      call.execute(Nr.UNLINKAT, Paths.AT_FDCWD, Scratch.path(call, 0, SOCKET), 0);
    }
    if (result < 0) {
      call.execute(Nr.CLOSE, fd);
      return result;
    }
    List<Integer> received = HostRights.receive(call, (int) fd, 1, false, false);
    if (received.isEmpty()) {
      call.execute(Nr.CLOSE, fd);
      return -Errno.EMFILE;
    }
    // The lowest number, which the socket has, is for the file.
    int number = received.getFirst();
    call.execute(Nr.DUP3, number, fd, anew.closeOnExec() ? Opening.O_CLOEXEC : 0);
    call.execute(Nr.CLOSE, number);
    if (anew.wantsWriting()) {
      files.inodes().moved(open.inode, HostStat.ofDescriptor(call, (int) fd));
    }
    tell(call, open, anew);
    KernelFile opened = open.file.reopened(anew.keptFlags(), open.inode);
    call.process().files().put(call.kernel(), (int) fd, opened, anew.closeOnExec());
    return fd;
  }

  /** Asks for what the guest's user may do, since it is ours who opens the file in the end. */
  private static long access(Open open, int wanted) {
    long empty = Scratch.path(open.holder, 2, "");
    int flags = LinkCalls.AT_EACCESS | HostStat.AT_EMPTY_PATH;
    return open.holder.thread().execute(Nr.FACCESSAT2, open.fd, empty, wanted, flags, 0, 0);
  }

  /** What root of the guest may do in spite of a file's mode, the host's user may not. */
  private static long send(Call call, Open open, int flags) {
    GuestThread holder = open.holder.thread();
    String file = holder.openFile(open.fd);
    long result = call.task().thread().sendOpenFile(file, flags, SOCKET);
    if (result == -Errno.EACCES) {
      int mode = open.host.mode() & 07777;
      holder.execute(Nr.FCHMOD, open.fd, mode | 0600, 0, 0, 0, 0);
      result = call.task().thread().sendOpenFile(file, flags, SOCKET);
      holder.execute(Nr.FCHMOD, open.fd, mode, 0, 0, 0, 0);
    }
    return result;
  }

  private void tell(Call call, Open open, Opening anew) {
    String path = open.file.name();
    long inode = open.inode.number();
    if (anew.has(Opening.O_TRUNC)) {
      open.inode.touchContent(files.now());
      files.tell(call, FileEvents.Kind.MODIFIED, path, "", inode, false);
    }
    files.tell(call, FileEvents.Kind.OPENED, path, "", inode, open.host.isDirectory());
  }

  private static long bind(Call call, int fd) {
    byte[] address = new byte[2 + SOCKET.length() + 1];
    Bytes.putInt(address, 0, AF_UNIX);
    for (int i = 0; i < SOCKET.length(); i++) {
      address[2 + i] = (byte) SOCKET.charAt(i);
    }
    long scratch = call.process().addressSpace().scratch() + NAME;
    call.memory().write(scratch, address);
    return call.execute(Nr.BIND, fd, scratch, address.length);
  }
}
