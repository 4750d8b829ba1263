package dev.reprise.kernel.file;

import dev.reprise.kernel.Call;
import dev.reprise.kernel.SyscallError;
import dev.reprise.linux.Errno;
import dev.reprise.linux.Nr;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Follows a real path name by name, as the host would, and requires search permission in each
 * directory. What it has followed holds no symbolic link, so that the host takes {@code ..} in it
 * as it is meant.
 */
final class SearchedPath {
  private static final int MAX_LINKS = 40;
  private static final int PATH_MAX = 4096;

  private final Call call;
  private final Access access;
  private final Who who;
  private final Deque<String> todo = new ArrayDeque<>();
  private int dirfd;
  private String at = "";
  private int links;

  /**
   * Where a path leads.
   *
   * @param directory the last directory that was reached
   * @param file what is there, or null when a name does not exist
   * @param complete whether all names but the last exist
   */
  record End(HostStat directory, @Nullable HostStat file, boolean complete) {}

  SearchedPath(Call call, Access access, Who who) {
    this.call = call;
    this.access = access;
    this.who = who;
  }

  /** Walks to the end, or as far as there is something; then the host has the error to tell. */
  End walk(int from, String path, boolean follow) {
    dirfd = from;
    push(path);
    boolean followLast = follow || path.endsWith("/");
    HostStat directory = start(path);
    while (!todo.isEmpty()) {
      access.require(who, directory, Access.SEARCH);
      String next = at + todo.removeFirst();
      HostStat host = find(next);
      boolean last = todo.isEmpty();
      if (host == null) {
        return new End(directory, null, last);
      }
      if (host.type() == HostStat.S_IFLNK && (!last || followLast)) {
        String target = follow(next);
        directory = target.startsWith("/") ? start(target) : directory;
        push(target);
      } else if (last || !host.isDirectory()) {
        return new End(directory, host, last);
      } else {
        at = next + "/";
        directory = host;
      }
    }
    return new End(directory, directory, true);
  }

  private HostStat start(String path) {
    at = path.startsWith("/") ? "/" : "";
    HostStat host = find(at.isEmpty() ? "." : at);
    if (host == null) {
      throw new SyscallError(Errno.ENOENT);
    }
    return host;
  }

  private void push(String path) {
    for (String name : List.of(path.split("/", -1)).reversed()) {
      if (!name.isEmpty()) {
        todo.addFirst(name);
      }
    }
  }

  /** What the host has at a name; any error but the name's absence is raised. */
  private @Nullable HostStat find(String path) {
    try {
      return HostStat.require(call, dirfd, checked(path), false);
    } catch (SyscallError error) {
      if (error.errno() == Errno.ENOENT) {
        return null;
      }
      throw error;
    }
  }

  private String follow(String path) {
    if (++links > MAX_LINKS) {
      throw new SyscallError(Errno.ELOOP);
    }
    long buffer = Scratch.buffer(call);
    long name = Scratch.path(call, 2, checked(path));
    long length = call.execute(Nr.READLINKAT, dirfd, name, buffer, PATH_MAX);
    if (length <= 0) {
      throw new SyscallError(length == 0 ? Errno.ENOENT : (int) -length);
    }
    return new String(call.memory().read(buffer, (int) length), StandardCharsets.ISO_8859_1);
  }

  private static String checked(String path) {
    if (path.length() >= PATH_MAX) {
      throw new SyscallError(Errno.ENAMETOOLONG);
    }
    return path;
  }
}
