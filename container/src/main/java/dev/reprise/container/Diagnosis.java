package dev.reprise.container;

import dev.reprise.linux.Errno;
import dev.reprise.linux.LinuxException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Turns the host's refusals into one sentence with the cause and a way out. */
final class Diagnosis {
  private static final Path KERNEL = Path.of("/proc/sys/kernel");

  private Diagnosis() {}

  /** Why the first process could not be started and traced. */
  static ContainerException ofLaunch(LinuxException e) {
    String scope = setting(KERNEL.resolve("yama/ptrace_scope"));
    if (e.errno() == Errno.EPERM && (scope.equals("2") || scope.equals("3"))) {
      return new ContainerException(
          "Tracing is restricted on this host (kernel.yama.ptrace_scope is "
              + scope
              + "): set it to 1 in /etc/sysctl.d and restart.",
          e);
    }
    if (e.errno() == Errno.EPERM) {
      return new ContainerException(
          "This host forbids ptrace: in a container, start that with --cap-add=SYS_PTRACE or a"
              + " seccomp profile that allows ptrace.",
          e);
    }
    return new ContainerException("Starting the guest's first process failed: " + text(e), e);
  }

  /** Why the namespaces could not be made. */
  static ContainerException ofNamespaces(LinuxException e) {
    if (setting(KERNEL.resolve("unprivileged_userns_clone")).equals("0")) {
      return new ContainerException(
          "User namespaces are switched off on this host: run `sysctl"
              + " kernel.unprivileged_userns_clone=1` as root.",
          e);
    }
    if (e.errno() == Errno.ENOSPC || setting(userNamespaceLimit()).equals("0")) {
      return new ContainerException(
          "This host's limit of user namespaces is reached: run `sysctl"
              + " user.max_user_namespaces=10000` as root.",
          e);
    }
    if (e.errno() == Errno.EPERM) {
      return new ContainerException(
          "This host forbids user namespaces: in a container, start that with a seccomp profile"
              + " that allows unshare and mount, such as --security-opt seccomp=unconfined.",
          e);
    }
    return new ContainerException("Making the container's namespaces failed: " + text(e), e);
  }

  /** Why the user ids could not be mapped. */
  static ContainerException ofIdMap(LinuxException e) {
    return restrictedByAppArmor()
        ? appArmor(e)
        : new ContainerException(
            "Mapping the user id into the container failed: run as a user whose processes may"
                + " write /proc/PID/uid_map, not inside a restricted container ("
                + e.getMessage()
                + ").",
            e);
  }

  /** Why the root directory could not be built. */
  static ContainerException ofRoot(LinuxException e) {
    boolean forbidden = e.errno() == Errno.EPERM || e.errno() == Errno.EACCES;
    if (forbidden && restrictedByAppArmor()) {
      return appArmor(e);
    }
    if (text(e).startsWith("an overlay")) {
      return new ContainerException(
          "This host refuses "
              + text(e)
              + ": use the mode direct (--fs direct), or a directory on another file system, or a"
              + " kernel since 5.11.",
          e);
    }
    return new ContainerException("Building the container's root failed: " + text(e) + ".", e);
  }

  private static ContainerException appArmor(Exception e) {
    return new ContainerException(
        "AppArmor restricts user namespaces on this host: run `sysctl"
            + " kernel.apparmor_restrict_unprivileged_userns=0` as root, or give java a profile"
            + " with `userns`.",
        e);
  }

  private static boolean restrictedByAppArmor() {
    return setting(KERNEL.resolve("apparmor_restrict_unprivileged_userns")).equals("1");
  }

  private static Path userNamespaceLimit() {
    return Path.of("/proc/sys/user/max_user_namespaces");
  }

  private static String text(Exception e) {
    return String.valueOf(e.getMessage());
  }

  private static String setting(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException absent) {
      return "";
    }
  }
}
