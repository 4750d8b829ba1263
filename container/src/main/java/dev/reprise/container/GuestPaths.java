package dev.reprise.container;

import dev.reprise.linux.ByteText;
import java.nio.file.Path;
import java.util.Set;

/**
 * Where host paths are seen in the guest.
 *
 * <p>The working directory is seen at one fixed path, so that its name on the host is no input of
 * the run, and at its own path too, where the container has nothing else there.
 *
 * @param hostWorkdir the working directory, without symbolic links
 * @param replaced the directories that the container has of its own, whatever the host has there
 * @param hasForeignTmp whether {@code /tmp} is another directory of the host's, in which nothing
 *     must be made for the container's own sake
 */
record GuestPaths(Path hostWorkdir, Set<String> replaced, boolean hasForeignTmp) {
  static final String WORKDIR = "/work";

  /** Where host paths hidden by the guest's working directory, or by its own /tmp, are seen. */
  private static final String HIDDEN = "/run/host";

  private static final Set<String> WITHOUT_HOST_FILES = Set.of("proc", "sys", "dev");
  private static final Path TMP = Path.of("/tmp");
  private static final Path SHARED_MEMORY = Path.of("/dev/shm");
  private static final Set<String> SYSTEM =
      Set.of("usr", "etc", "var", "boot", "bin", "sbin", "lib", "lib32", "lib64", "libx32");

  static GuestPaths of(Path hostWorkdir, RootMode mode, boolean hasForeignTmp) {
    return new GuestPaths(
        hostWorkdir,
        mode == RootMode.DIRECT
            ? Set.of("/proc", "/sys", "/dev", "/run")
            : Set.of("/proc", "/sys", "/dev", "/run", "/tmp", "/var/tmp"),
        hasForeignTmp);
  }

  /** Whether there is no such directory in a container. */
  boolean workdirIsMissing() {
    return hasNoHostFiles(hostWorkdir);
  }

  /** Whether the container has its own directory at a path, and nothing of the host's. */
  boolean isOwn(Path path) {
    return replaced.contains(path.toString()) || hasNoHostFiles(path);
  }

  private static boolean hasNoHostFiles(Path path) {
    boolean inSharedMemory = path.startsWith(SHARED_MEMORY) && !path.equals(SHARED_MEMORY);
    return WITHOUT_HOST_FILES.contains(top(path)) && !inSharedMemory;
  }

  /** Whether the working directory is the root, which cannot be shown a second time. */
  boolean workdirIsRoot() {
    return hostWorkdir.getNameCount() == 0;
  }

  /** Whether the working directory holds the system, which is no more writable for being it. */
  boolean workdirIsSystem() {
    return hostWorkdir.getNameCount() == 1 && SYSTEM.contains(top(hostWorkdir));
  }

  /** The guest's path of the working directory. */
  String guestWorkdir() {
    return workdirIsRoot() ? "/" : WORKDIR;
  }

  /** Whether the working directory can be seen at its host path as well. */
  boolean workdirHasAlias() {
    boolean ownDirectory = replaced.contains(hostWorkdir.toString());
    return !workdirIsRoot()
        && !ownDirectory
        && !hiddenByWorkdir(hostWorkdir)
        && !hiddenByTmp(hostWorkdir);
  }

  /** Whether a host path lies where the container has a directory of its own. */
  boolean isReplaced(Path host) {
    return replaced.stream().anyMatch(host::startsWith);
  }

  /** Whether a host path lies where the guest's working directory is. */
  boolean hiddenByWorkdir(Path host) {
    return !workdirIsRoot() && host.startsWith(WORKDIR);
  }

  /** Whether a host path lies where the guest has another directory. */
  boolean hiddenByTmp(Path host) {
    return hasForeignTmp && host.startsWith(TMP);
  }

  /** Where the guest sees an absolute host path without symbolic links. */
  String of(Path host) {
    if (!workdirIsRoot() && host.startsWith(hostWorkdir)) {
      Path rest = hostWorkdir.relativize(host);
      return rest.toString().isEmpty() ? WORKDIR : WORKDIR + "/" + ByteText.of(rest);
    }
    return hiddenByWorkdir(host) || hiddenByTmp(host)
        ? HIDDEN + ByteText.of(host)
        : ByteText.of(host);
  }

  private static String top(Path host) {
    return host.getNameCount() == 0 ? "" : ByteText.of(host.getName(0));
  }
}
