package dev.reprise.kernel.file;

import dev.reprise.kernel.Call;
import dev.reprise.kernel.Filesystem;
import dev.reprise.kernel.SyscallError;
import dev.reprise.kernel.fd.OpenFile;
import dev.reprise.linux.Errno;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what the path arguments of calls name.
 *
 * <p>Nearly every path is left as the guest gave it, for the host to resolve. Only where a path
 * leads to synthetic files, or starts from one, it is walked here, name by name.
 */
public final class Paths {
  /** The descriptor number that means the working directory. */
  public static final int AT_FDCWD = -100;

  /** Limits of openat2(2): no other mount, no links to files themselves, no links at all. */
  static final long RESOLVE_NO_XDEV = 1;

  static final long RESOLVE_NO_MAGICLINKS = 2;
  static final long RESOLVE_NO_SYMLINKS = 4;

  /** So many paths are remembered. */
  private static final int MOST_PATHS = 20_000;

  private final Files files;

  /** Directories which are known not to be reached through a link to synthetic files. */
  private final Set<String> plain = new HashSet<>();

  /** Absolute paths which are known to be no symbolic links; programs probe the same ones often. */
  private final Set<String> noLinks = new HashSet<>();

  /** The same for paths of files which are there, until one may not be. */
  private final Set<String> noLinksThere = new HashSet<>();

  Paths(Files files) {
    this.files = files;
  }

  /**
   * What a path names.
   *
   * @param follow whether a symbolic link at the end is followed
   * @param slot of scratch memory for a path that must be rewritten: 0, or 1 for a second path
   */
  Target resolve(Call call, int dirfd, long address, boolean follow, int slot) {
    return resolve(call, Who.of(call), dirfd, address, follow, slot, 0);
  }

  /**
   * As above, in the name of somebody else than the caller, or within the limits of openat2(2)
   * which do not tie the path to a directory.
   */
  Target resolve(
      Call call, Who who, int dirfd, long address, boolean follow, int slot, long limits) {
    String given = call.memory().readCString(address, 4095);
    if (given.isEmpty()) {
      throw new SyscallError(Errno.ENOENT);
    }
    Filesystem filesystem = call.process().filesystem();
    String base = given.startsWith("/") ? filesystem.root() : directory(call, dirfd);
    if (filesystem.hasOwnRoot()) {
      // For the host there is one root only, so that it is given the path from there.
      return walk(call, who, base, given, follow, slot, limits);
    }
    String path = PathNames.normalize(base, given);
    if (PathNames.maybeSynthetic(path) || PathNames.isSynthetic(base)) {
      return walk(call, who, base, given, follow, slot, limits);
    }
    Target target = new Target(dirfd, address, given, path, null);
    files.access().requireWay(call, who, target, follow);
    return target;
  }

  /** The absolute path from which relative ones start. */
  String directory(Call call, int dirfd) {
    if (dirfd == AT_FDCWD) {
      return call.process().filesystem().workingDirectory();
    }
    OpenFile file = call.process().files().require(dirfd);
    if (!file.name().startsWith("/")) {
      throw new SyscallError(Errno.ENOTDIR);
    }
    return file.name();
  }

  private Target walk(
      Call call, Who who, String base, String given, boolean follow, int slot, long limits) {
    PathWalk walk = new PathWalk(call, files, who);
    PathWalk.Found found = walk.walk(base, given, follow);
    if (((limits & RESOLVE_NO_SYMLINKS) != 0 && walk.links() > 0)
        || ((limits & RESOLVE_NO_MAGICLINKS) != 0 && walk.metMagic())) {
      throw new SyscallError(Errno.ELOOP);
    }
    if ((limits & RESOLVE_NO_XDEV) != 0 && walk.metSynthetic() && !PathNames.isSynthetic(base)) {
      throw new SyscallError(Errno.EXDEV);
    }
    String path = found.path();
    if (found.node() != null) {
      if (given.endsWith("/") && !(found.node() instanceof Synthetic.Directory)) {
        throw new SyscallError(Errno.ENOTDIR);
      }
      return new Target(AT_FDCWD, 0, given, path, found.node());
    }
    String real = given.endsWith("/") && !path.equals("/") ? path + "/" : path;
    Target target = new Target(AT_FDCWD, Scratch.path(call, slot, real), real, path, null);
    files.access().requireWay(call, who, target, follow);
    return target;
  }

  /**
   * Follows the symbolic links of a path which the host did not find, because a link may lead to
   * what only we have.
   *
   * @return what it really names, or null when there is nothing synthetic on the way
   */
  @Nullable Target throughLinks(Call call, Target absent, boolean follow, int slot) {
    if (absent.node() != null
        || absent.given().length() > 4000
        || call.process().filesystem().hasOwnRoot()) {
      return null;
    }
    Who who = Who.of(call);
    String parent = PathNames.parent(absent.path());
    if (plain.contains(parent) && (!follow || isNoLink(call, who, absent.path()))) {
      return null;
    }
    String base = absent.given().startsWith("/") ? "/" : directory(call, absent.dirfd());
    PathWalk walk = new PathWalk(call, files, who);
    try {
      PathWalk.Found found = walk.walk(base, absent.given(), follow);
      if (!walk.metSynthetic()) {
        plain.add(parent);
        return null;
      }
      if (found.node() != null) {
        return new Target(AT_FDCWD, 0, absent.given(), found.path(), found.node());
      }
      long address = Scratch.path(call, slot, found.path());
      Target led = new Target(AT_FDCWD, address, found.path(), found.path(), null);
      files.access().requireWay(call, who, led, follow);
      return led;
    } catch (SyscallError stillAbsent) {
      return null;
    }
  }

  private boolean isNoLink(Call call, Who who, String path) {
    if (noLinks.contains(path)) {
      return true;
    }
    boolean isNone = new PathWalk(call, files, who).link(path) == null;
    if (isNone) {
      add(noLinks, path);
    }
    return isNone;
  }

  private static void add(Set<String> paths, String path) {
    if (paths.size() == MOST_PATHS) {
      paths.clear();
    }
    paths.add(path);
  }

  /** Whether a file is there which is known to be no symbolic link. */
  boolean isKnownAsNoLink(Target target) {
    return noLinksThere.contains(target.path()) && saysPlainly(target.given());
  }

  /** The host has a file there, which is no symbolic link. */
  void isNoLink(Target target) {
    if (saysPlainly(target.given()) && target.node() == null) {
      add(noLinksThere, target.path());
    }
  }

  /** Whether the absolute path surely is what the given one names. */
  private static boolean saysPlainly(String given) {
    return !given.endsWith("/") && !given.contains("..");
  }

  /** A file may no longer be found by a name that it had. */
  void namesRemoved() {
    noLinksThere.clear();
  }

  /** Names have changed in a way that may put a link on the way to anything. */
  void linksChanged() {
    plain.clear();
    noLinks.clear();
    noLinksThere.clear();
  }
}
