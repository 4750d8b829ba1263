package dev.reprise.kernel.file;

import dev.reprise.kernel.Call;
import dev.reprise.kernel.GuestProcess;
import dev.reprise.kernel.SyscallError;
import dev.reprise.kernel.Task;
import dev.reprise.kernel.identity.Credentials;
import dev.reprise.kernel.identity.Rights;
import dev.reprise.linux.Errno;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Judges permissions of files by the owners, groups and modes which the guest sees.
 *
 * <p>The host lets every user of the guest do what root of the name space may. So for those whom
 * the guest's own rules bind, each question is answered here before the host is asked. For root, as
 * nearly all runs are, nothing is done.
 */
final class Access {
  static final int READ = 4;
  static final int WRITE = 2;
  static final int SEARCH = 1;
  static final int EXECUTE = 1;

  private static final int SET_USER = 04000;
  private static final int SET_GROUP_AND_RUN = 02010;
  private static final int STICKY = 01000;

  /** What in {@code /proc/PID} is for those alone who could trace the process. */
  private static final Set<String> INSPECTED =
      Set.of(
          "auxv",
          "cwd",
          "environ",
          "exe",
          "fd",
          "fdinfo",
          "io",
          "maps",
          "personality",
          "root",
          "smaps",
          "smaps_rollup",
          "syscall");

  private final Files files;

  Access(Files files) {
    this.files = files;
  }

  /** Whether some bits are granted by a mode, given who owns the file. */
  static boolean grants(Who who, int owner, int group, int mode, int wanted) {
    int bits = who.user() == owner ? mode >> 6 : who.isIn(group) ? mode >> 3 : mode;
    return (wanted & ~bits) == 0;
  }

  /** Requires permissions of a real file; EACCES. */
  void require(Who who, HostStat host, int wanted) {
    if (!isGranted(who, host, wanted)) {
      throw new SyscallError(Errno.EACCES);
    }
  }

  private boolean isGranted(Who who, HostStat host, int wanted) {
    return who.overrides()
        || host.type() == HostStat.S_IFLNK
        || isGranted(who, host, files.inodes().of(host), wanted);
  }

  private static boolean isGranted(Who who, HostStat host, Inode inode, int wanted) {
    int mode = inode.judged(host.mode() & 07777);
    return grants(who, inode.owner(), inode.group(), mode, wanted);
  }

  /** Requires that the names in a directory may be changed, the one of a target among them. */
  private void requireNames(Call call, Who who, HostStat directory, Target target) {
    if (!isGranted(who, directory, WRITE)) {
      throw denial(call, target, Errno.EACCES);
    }
  }

  /** Linux looks at permissions of a directory only where something could be changed in it. */
  private SyscallError denial(Call call, Target target, int error) {
    boolean readOnly = files.readOnly().holdsDirectoryOf(call, target);
    return new SyscallError(readOnly ? Errno.EROFS : error);
  }

  /** Requires permissions of a real file for the caller. */
  void require(Call call, HostStat host, int wanted) {
    require(Who.of(call), host, wanted);
  }

  /** Requires what opening an existing file takes. */
  void requireOpen(Call call, HostStat host, Opening opening) {
    if (!Who.of(call).overrides()) {
      requireOpen(call, host, files.inodes().of(host), opening);
    }
  }

  /** As above, of a file whose inode need not be found by the host's number. */
  void requireOpen(Call call, HostStat host, Inode inode, Opening opening) {
    Who who = Who.of(call);
    if (who.overrides() || opening.has(Opening.O_PATH)) {
      return;
    }
    if (!isGranted(who, host, inode, opening.wantedPermissions())) {
      throw new SyscallError(Errno.EACCES);
    }
    if (opening.has(Opening.O_NOATIME) && !who.owns(inode)) {
      throw new SyscallError(Errno.EPERM);
    }
  }

  /** Requires what opening a path takes: of the file, or of its directory when it is made. */
  void requireOpen(Call call, Opening opening) {
    Who who = Who.of(call);
    if (who.overrides()) {
      return;
    }
    SearchedPath.End end = walk(call, who, opening.target(), opening.follows());
    if (end.file() == null) {
      if (end.complete() && opening.has(Opening.O_CREAT)) {
        requireNames(call, who, end.directory(), opening.target());
      }
    } else if (!opening.has(Opening.O_EXCL) || !opening.has(Opening.O_CREAT)) {
      boolean truncates = opening.has(Opening.O_TRUNC) && end.file().type() == HostStat.S_IFREG;
      if (truncates && files.readOnly().holds(call, opening.target(), opening.follows())) {
        throw new SyscallError(Errno.EROFS);
      }
      requireOpen(call, end.file(), opening);
    }
  }

  /** Requires that a new name may be made; nothing when it exists, which is another error. */
  void requireNew(Call call, Target target) {
    Who who = Who.of(call);
    if (!who.overrides()) {
      SearchedPath.End end = walk(call, who, target, false);
      if (end.file() == null && end.complete()) {
        requireNames(call, who, end.directory(), target);
      }
    }
  }

  /** Requires that a name may be taken away, or given to another file, when it exists. */
  void requireRemoval(Call call, Target target) {
    Who who = Who.of(call);
    if (who.overrides()) {
      return;
    }
    SearchedPath.End end = walk(call, who, target, false);
    HostStat directory = end.directory();
    if (end.file() == null) {
      return;
    }
    requireNames(call, who, directory, target);
    Inode inode = files.inodes().of(directory);
    boolean sticky = (inode.permissions(directory.mode() & 07777) & STICKY) != 0;
    if (sticky && !who.owns(inode) && !who.owns(files.inodes().of(end.file()))) {
      throw denial(call, target, Errno.EPERM);
    }
  }

  /** A directory that gets another parent changes itself. */
  void requireMove(Call call, Target from, Target to) {
    Who who = Who.of(call);
    if (who.overrides()) {
      return;
    }
    SearchedPath.End old = walk(call, who, from, false);
    HostStat parent = walk(call, who, to, false).directory();
    HostStat moved = old.file();
    if (moved != null
        && moved.isDirectory()
        && !parent.identity().equals(old.directory().identity())) {
      require(who, moved, WRITE);
    }
  }

  /** What others own gets no further name, unless the caller may read and write it; EPERM. */
  void requireLink(Call call, HostStat host, Inode inode) {
    Who who = Who.of(call);
    if (who.overrides() || who.owns(inode)) {
      return;
    }
    int mode = inode.judged(host.mode() & 07777);
    boolean harmless =
        host.type() == HostStat.S_IFREG
            && (mode & SET_USER) == 0
            && (mode & SET_GROUP_AND_RUN) != SET_GROUP_AND_RUN
            && grants(who, inode.owner(), inode.group(), mode, READ | WRITE);
    if (!harmless) {
      throw new SyscallError(Errno.EPERM);
    }
  }

  private SearchedPath.End walk(Call call, Who who, Target target, boolean follow) {
    return new SearchedPath(call, this, who).walk(target.dirfd(), target.given(), follow);
  }

  /** Requires search permission in all directories on the way to a real path. */
  void requireWay(Call call, Who who, Target target, boolean follow) {
    if (!who.overrides()) {
      walk(call, who, target, follow);
    }
  }

  /**
   * Requires that a walk may go through a synthetic file: by searching a directory, or by following
   * a link.
   */
  void requirePassage(Call call, Who who, String path, Synthetic.Node node) {
    if (!who.overrides()) {
      requireInspection(call, path);
      if (node instanceof Synthetic.Directory) {
        requireNode(call, who, path, node, SEARCH);
      }
    }
  }

  /** Requires permissions of a synthetic file; an open one was judged when it was opened. */
  void requireNode(Call call, Who who, String path, Synthetic.Node node, int wanted) {
    if (who.overrides()) {
      return;
    }
    requireInspection(call, path);
    if (node instanceof Synthetic.Descriptor) {
      return;
    }
    Status status = new Lookup(files).ofNode(call, path, node, false);
    boolean own = node instanceof Synthetic.Directory && owner(call, path) == call.process();
    if (!own && !grants(who, status.owner(), status.group(), status.mode(), wanted)) {
      throw new SyscallError(Errno.EACCES);
    }
  }

  /** Files which show the inside of a process are for those who may inspect it; EACCES. */
  void requireInspection(Call call, String path) {
    GuestProcess process = owner(call, path);
    if (process == null) {
      return;
    }
    String[] names = path.split("/", -1);
    int at = names.length > 5 && names[3].equals("task") ? 5 : 3;
    boolean inside = names.length > at && INSPECTED.contains(names[at]);
    if (inside && !Rights.mayInspect(call.task(), process)) {
      throw new SyscallError(Errno.EACCES);
    }
  }

  /** The process to which a path in {@code /proc} belongs, or null. */
  static @Nullable GuestProcess owner(Call call, String path) {
    if (!path.startsWith("/proc/") || path.length() < 7 || !Character.isDigit(path.charAt(6))) {
      return null;
    }
    int end = path.indexOf('/', 6);
    String name = path.substring(6, end < 0 ? path.length() : end);
    if (name.length() > 9 || !name.chars().allMatch(Character::isDigit)) {
      return null;
    }
    int pid = Integer.parseInt(name);
    Task task = call.kernel().processes().task(pid);
    return task != null ? task.process() : call.kernel().processes().get(pid);
  }

  /** Whom the files of a process in {@code /proc} belong to, when it may not be inspected: root. */
  static Credentials ownerOf(GuestProcess process) {
    return process.options().dumpable() == 1 ? process.credentials() : Credentials.initial(0, 0);
  }
}
