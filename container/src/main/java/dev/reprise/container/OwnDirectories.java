package dev.reprise.container;

import java.nio.file.Path;
import java.util.Set;

/**
 * The directories that every container has of its own, whatever the host has there.
 *
 * <p>{@code /proc} and {@code /sys} are names that lead nowhere: what programs read there is
 * presented by the deterministic kernel, which is asked whenever a path leads nowhere, also by way
 * of a symbolic link of the guest's. The random devices are the null device in disguise, so that
 * they exist and can be opened; their bytes come from the deterministic kernel as well.
 */
final class OwnDirectories {
  /** A guest cannot make anything in the directory of terminals, which is not a real one either. */
  private static final String NOWHERE = "/dev/pts/nowhere/nothing";

  /** What is a name only. */
  static final Set<String> LEAD_NOWHERE = Set.of("/proc", "/sys");

  private OwnDirectories() {}

  static void addTo(MountScript mounts, Set<String> names) {
    mounts.symlink(NOWHERE, "/proc");
    mounts.symlink(NOWHERE, "/sys");
    scratch(mounts, "/run", 0755);
    mounts.directory("/run/lock", 01777);
    if (names.contains("/tmp")) {
      scratch(mounts, "/tmp", 01777);
    }
    scratch(mounts, "/dev", 0755);
    device(mounts, "null", "null");
    device(mounts, "zero", "zero");
    device(mounts, "full", "full");
    device(mounts, "null", "random");
    device(mounts, "null", "urandom");
    device(mounts, "tty", "tty");
    mounts.directory("/dev/shm", 01777);
    mounts.directory("/dev/pts", 0755);
    mounts.symlink("/proc/self/fd", "/dev/fd");
    mounts.symlink("/proc/self/fd/0", "/dev/stdin");
    mounts.symlink("/proc/self/fd/1", "/dev/stdout");
    mounts.symlink("/proc/self/fd/2", "/dev/stderr");
  }

  private static void scratch(MountScript mounts, String path, int mode) {
    mounts.directory(path, mode);
    mounts.scratch(path, mode);
  }

  private static void device(MountScript mounts, String host, String name) {
    mounts.file("/dev/" + name);
    mounts.tryBind(Path.of("/dev", host), "/dev/" + name);
  }
}
