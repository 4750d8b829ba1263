package dev.reprise.kernel.file;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;

/** Absolute paths as strings. */
public final class PathNames {
  private static final Set<String> OF_NAMES =
      Set.of("/etc/hostname", "/etc/hosts", "/etc/nsswitch.conf", "/etc/resolv.conf");

  private PathNames() {}

  /** Joins a path to an absolute directory and removes {@code .}, {@code ..} and double slashes. */
  public static String normalize(String directory, String path) {
    String all = path.startsWith("/") ? path : directory + "/" + path;
    if (all.length() > 1 && !all.contains("//") && !all.contains("/.") && !all.endsWith("/")) {
      return all;
    }
    Deque<String> names = new ArrayDeque<>();
    for (String name : all.split("/", -1)) {
      if (name.equals("..")) {
        names.pollLast();
      } else if (!name.isEmpty() && !name.equals(".")) {
        names.addLast(name);
      }
    }
    return "/" + String.join("/", names);
  }

  /** The directory of an absolute normalized path. */
  public static String parent(String path) {
    int slash = path.lastIndexOf('/');
    return slash <= 0 ? "/" : path.substring(0, slash);
  }

  /** An entry of an absolute directory. */
  public static String child(String directory, String name) {
    return directory.equals("/") ? "/" + name : directory + "/" + name;
  }

  /** Whether a path is a directory or lies beneath it. */
  public static boolean isBeneath(String path, String directory) {
    return path.startsWith(directory)
        && (path.length() == directory.length()
            || directory.equals("/")
            || path.charAt(directory.length()) == '/');
  }

  /** A path as those see it who have another root. */
  static String fromRoot(String root, String path) {
    if (root.equals("/")) {
      return path;
    }
    String rest = isBeneath(path, root) ? path.substring(root.length()) : "(unreachable)" + path;
    return rest.isEmpty() ? "/" : rest;
  }

  /** Whether nothing real exists at this path: all beneath {@code /proc} and {@code /sys}. */
  static boolean isSynthetic(String path) {
    return isBeneath(path, "/proc") || isBeneath(path, "/sys");
  }

  /** Whether it is one of the links of a process that lead to a file itself. */
  static boolean isMagic(String path) {
    return path.length() > 6
        && path.startsWith("/proc/")
        && Character.isDigit(path.charAt(6))
        && (path.endsWith("/cwd") || path.endsWith("/exe") || path.endsWith("/root"));
  }

  /** Whether synthetic files may be found at this path. */
  static boolean maybeSynthetic(String path) {
    return isSynthetic(path)
        || (path.startsWith("/etc/") && OF_NAMES.contains(path))
        || (path.startsWith("/dev/") && !path.startsWith("/dev/shm/") && !path.equals("/dev/null"));
  }
}
