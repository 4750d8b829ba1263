package dev.reprise.kernel.file;

import dev.reprise.kernel.Call;
import dev.reprise.kernel.Filesystem;
import dev.reprise.kernel.GuestProcess;
import dev.reprise.kernel.Kernel;
import dev.reprise.kernel.Refused;
import dev.reprise.kernel.Task;
import dev.reprise.kernel.fd.FdTable;
import dev.reprise.kernel.fd.KernelFile;
import dev.reprise.kernel.fd.OpenFile;
import dev.reprise.kernel.identity.Credentials;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/** The state of the guest's view of files: inodes, synthetic files, and who listens to changes. */
public final class Files {
  private static final int SET_GROUP = 02000;

  private final Kernel kernel;
  private final Inodes inodes = new Inodes();
  private final Paths paths = new Paths(this);
  private final Access access = new Access(this);
  private final ReadOnly readOnly = new ReadOnly(this);
  private final List<FileEvents> listeners = new ArrayList<>();
  private final TreeMap<String, Long> syntheticNumbers = new TreeMap<>();
  private long directoryMoves;

  /** The inodes of directories in which names were made or removed, by the names used for them. */
  private final Map<String, Inode> parents = new HashMap<>();

  private LongPredicate readOnlyMounts = mount -> false;
  private Synthetic synthetic = Synthetic.NONE;
  private FifoOpener fifos =
      (call, inode, dirfd, address, path, flags) -> {
        throw new Refused("FIFO " + path + " is not supported");
      };

  public Files(Kernel kernel) {
    this.kernel = kernel;
  }

  public Inodes inodes() {
    return inodes;
  }

  public Paths paths() {
    return paths;
  }

  Access access() {
    return access;
  }

  /** The synthetic files. */
  public Synthetic synthetic() {
    return synthetic;
  }

  /** Sets the synthetic files, before the first call. */
  public void setSynthetic(Synthetic tree) {
    synthetic = tree;
  }

  ReadOnly readOnly() {
    return readOnly;
  }

  /** Whether nothing can be changed by way of a mount of the host's, by its number. */
  LongPredicate readOnlyMounts() {
    return readOnlyMounts;
  }

  /** Sets who knows the host's mounts, before the first call; without, none is read-only. */
  public void setHostMounts(LongPredicate readOnly) {
    readOnlyMounts = readOnly;
  }

  FifoOpener fifos() {
    return fifos;
  }

  /** Sets who opens FIFOs, before the first call. */
  public void setFifos(FifoOpener opener) {
    fifos = opener;
  }

  /** Adds someone who is told of what happens to paths. */
  public void addListener(FileEvents listener) {
    listeners.add(listener);
  }

  /** The time which a change of a file gets, in nanoseconds since 1970. */
  public long now() {
    return kernel.clock().realtimeNanos();
  }

  /** The time which files from before the run show, in nanoseconds since 1970. */
  long startTime() {
    return kernel.config().epochNanos();
  }

  /** Whether files from before the run show their real times instead. */
  boolean hasHostTimes() {
    return kernel.config().hostFileTimes();
  }

  /** What a path argument names, for who may read it; raises the error of a path without file. */
  public Place place(Call call, long address, boolean follow) {
    Lookup.Located found = new Lookup(this).existing(call, Paths.AT_FDCWD, address, follow, 0);
    HostStat host = found.host();
    String path = found.target().path();
    if (host == null) {
      boolean directory = found.target().node() instanceof Synthetic.Directory;
      return new Place(path, numberOf(path), directory);
    }
    access.require(call, host, Access.READ);
    return new Place(path, inodes.of(host).number(), host.isDirectory());
  }

  /** Makes the file of a socket for bind(2); EADDRINUSE when there is one of that name. */
  public long createSocket(Call call, String path) {
    return new SocketNodes(this).create(call, path);
  }

  /** The virtual inode number of the socket that a path names; ECONNREFUSED for other files. */
  public long findSocket(Call call, String path) {
    return new SocketNodes(this).find(call, path);
  }

  /** The virtual inode number of what an absolute path names, or 0. */
  public long numberAt(Task task, String path) {
    HostStat host = HostStat.find(task, path);
    return host == null ? 0 : inodes.of(host).number();
  }

  /** Tells the listeners of an event. */
  public void tell(Call call, FileEvents.Kind kind, String path, @Nullable HostStat host) {
    long number = host == null ? 0 : inodes.of(host).number();
    tell(call, kind, path, "", number, host != null && host.isDirectory());
  }

  void tell(
      Call call, FileEvents.Kind kind, String path, String other, long inode, boolean directory) {
    if (!listeners.isEmpty()) {
      FileEvents.PathEvent event = new FileEvents.PathEvent(kind, path, other, inode, directory);
      listeners.forEach(listener -> listener.happened(call.task(), event));
    }
  }

  /** Tells that one name of a file is gone. */
  void tellRemoved(Call call, Target target, HostStat before) {
    if (!listeners.isEmpty()) {
      boolean last = before.isDirectory() || before.links() <= 1;
      FileEvents.PathEvent event =
          new FileEvents.PathEvent(
              FileEvents.Kind.REMOVED,
              target.path(),
              "",
              inodes.of(before).number(),
              before.isDirectory(),
              last);
      listeners.forEach(listener -> listener.happened(call.task(), event));
    }
  }

  /**
   * The inode of a file which the call has just made; it belongs to the caller, or to its
   * directory's group where that has the bit for it.
   */
  Inode create(Call call, Target target, HostStat host) {
    Credentials me = call.task().credentials();
    Inode directory = parent(call, target);
    int group = me.groupIds().filesystem();
    // A directory of the same group need not be asked.
    boolean inherits =
        directory != null && directory.group() != group && givesGroup(call, target, directory);
    if (inherits) {
      group = java.util.Objects.requireNonNull(directory).group();
    }
    Inode inode = inodes.create(host, now(), me.users().filesystem(), group);
    if (inherits && host.isDirectory() && (host.mode() & SET_GROUP) == 0) {
      inode.setPermissions(host.mode() & 07777 | SET_GROUP);
    }
    if (directory != null) {
      directory.touchContent(now());
    }
    return inode;
  }

  /** The inode of a new file that has no name. */
  public Inode createNameless(Call call) {
    Credentials me = call.task().credentials();
    return inodes.createNameless(now(), me.users().filesystem(), me.groupIds().filesystem());
  }

  /** The inode of a real open file; looked up at first use for those from before the run. */
  public Inode inode(Call call, KernelFile file, int fd) {
    Inode inode = file.inode();
    boolean known = !(file instanceof DirectoryFile directory) || directory.identity() != null;
    return inode != null && known ? inode : inode(file, HostStat.ofDescriptor(call, fd));
  }

  /** As {@link #inode(Call, KernelFile, int)}, given what the host tells of the open file. */
  Inode inode(KernelFile file, HostStat host) {
    if (file instanceof DirectoryFile directory) {
      directory.setIdentity(host.identity());
    }
    Inode inode = file.inode();
    if (inode == null) {
      inode = inodes.of(host);
      file.setInode(inode);
    }
    return inode;
  }

  /** Whether somebody listens to what happens to paths. */
  boolean isListenedTo() {
    return !listeners.isEmpty();
  }

  /** How often a directory has got another parent or another name. */
  long directoryMoves() {
    return directoryMoves;
  }

  /** A name now leads, or no longer leads, to a directory: what was known of paths may be wrong. */
  void directoriesChanged() {
    directoryMoves++;
    parents.clear();
  }

  /** Bytes were written to an open file, or its length was changed. */
  public void contentChanged(Call call, OpenFile file, int fd) {
    if (file instanceof KernelFile real) {
      Inode inode = inode(call, real, fd);
      inode.touchContent(now());
      tell(call, FileEvents.Kind.MODIFIED, real.name(), "", inode.number(), false);
    }
  }

  /** The entries of the directory that holds a name have changed. */
  void entriesChanged(Call call, Target target) {
    Inode directory = parent(call, target);
    if (directory != null) {
      directory.touchContent(now());
    }
  }

  /** The directory that holds a name. */
  private @Nullable Inode parent(Call call, Target target) {
    return parent(call, target.dirfd(), holderOf(target));
  }

  /** Whether files that are made in a directory get its group. */
  private static boolean givesGroup(Call call, Target target, Inode directory) {
    HostStat host = HostStat.find(call, target.dirfd(), holderOf(target), true);
    return host != null && (directory.permissions(host.mode() & 07777) & SET_GROUP) != 0;
  }

  static String holderOf(Target target) {
    String given = target.given();
    int end = given.length();
    while (end > 1 && given.charAt(end - 1) == '/') {
      end--;
    }
    int slash = given.lastIndexOf('/', end - 1);
    return slash < 0 ? "." : slash == 0 ? "/" : given.substring(0, slash);
  }

  private @Nullable Inode parent(Call call, int dirfd, String name) {
    String base = "";
    if (dirfd != Paths.AT_FDCWD && !name.startsWith("/")) {
      if (!(call.process().files().require(dirfd) instanceof KernelFile directory)) {
        return null;
      }
      Inode inode = inode(call, directory, dirfd);
      if (name.equals(".")) {
        return inode;
      }
      base = inode.number() + "/";
    } else if (!name.startsWith("/")) {
      base = paths.directory(call, dirfd) + "/";
    }
    Inode known = parents.get(base + name);
    if (known == null) {
      HostStat host = HostStat.find(call, dirfd, name, true);
      if (host != null) {
        known = inodes.of(host);
        parents.put(base + name, known);
      }
    }
    return known;
  }

  /** The inode number of a synthetic file: by first sight of its path. */
  public long numberOf(String syntheticPath) {
    return syntheticNumbers.computeIfAbsent(syntheticPath, key -> inodes.nextNumber());
  }

  /** A name has moved, or two were exchanged: open files beneath have new paths. */
  void moved(String from, String to, boolean exchanged) {
    Set<Filesystem> filesystems = new LinkedHashSet<>();
    kernel.processes().all().forEach(process -> filesystems.add(process.filesystem()));
    for (Filesystem one : filesystems) {
      one.setRoot(afterMove(one.root(), from, to, exchanged));
      one.setWorkingDirectory(afterMove(one.workingDirectory(), from, to, exchanged));
    }
    for (KernelFile file : openFiles()) {
      file.setPath(afterMove(file.name(), from, to, exchanged));
    }
  }

  /** Each open file once, although several descriptors and processes may share it. */
  private Set<KernelFile> openFiles() {
    Set<KernelFile> found = new LinkedHashSet<>();
    for (GuestProcess process : kernel.processes().all()) {
      for (FdTable.Entry entry : process.files().entries().values()) {
        if (entry.file() instanceof KernelFile file) {
          found.add(file);
        }
      }
    }
    return found;
  }

  static String afterMove(String path, String from, String to, boolean exchanged) {
    if (PathNames.isBeneath(path, from)) {
      return to + path.substring(from.length());
    }
    if (exchanged && PathNames.isBeneath(path, to)) {
      return from + path.substring(to.length());
    }
    return path;
  }

  /** A change may have copied the file to a layer, where the host numbers it otherwise. */
  void rekey(Call call, Inode inode, Target target, boolean follow) {
    HostStat now = HostStat.find(call, target, follow);
    if (now != null) {
      inodes.moved(inode, now);
    }
  }

  /** The status of a real file in the guest's view. */
  Status status(HostStat host, Inode inode) {
    boolean real = hasHostTimes();
    long before = kernel.config().epochNanos();
    long modified = real ? host.modified() : before;
    int type = host.type();
    return new Status(
        Status.DISK,
        inode.number(),
        type | inode.permissions(host.isDevice() ? 0666 : host.mode() & 07777),
        host.isDirectory() ? Math.min(1, host.links()) : host.links(),
        inode.owner(),
        inode.group(),
        host.isDevice() ? host.rawDevice() : 0,
        host.isDirectory() ? 4096 : host.size(),
        inode.accessed(modified),
        inode.modified(modified),
        inode.changed(real ? host.changed() : before),
        inode.born(modified));
  }
}
