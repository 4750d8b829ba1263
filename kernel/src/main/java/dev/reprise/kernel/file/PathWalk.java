package dev.reprise.kernel.file;

import dev.reprise.kernel.Call;
import dev.reprise.kernel.GuestThread;
import dev.reprise.kernel.SyscallError;
import dev.reprise.kernel.fd.OpenFile;
import dev.reprise.linux.Errno;
import dev.reprise.linux.Nr;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Resolves one path name by name, through real and synthetic directories, as path_resolution(7).
 */
final class PathWalk {
  private static final int MAX_LINKS = 40;
  private static final int LONGEST_TARGET = 4096;

  private final Call call;
  private final Synthetic synthetic;
  private final Access access;
  private final Who who;
  private final String root;
  private final Deque<String> todo = new ArrayDeque<>();
  private String at = "/";
  private Synthetic.@Nullable Node node;
  private int links;
  private boolean metSynthetic;
  private boolean metMagic;

  /** Where a path leads: a synthetic file, or an absolute path for the host. */
  record Found(String path, Synthetic.@Nullable Node node) {}

  PathWalk(Call call, Files files, Who who) {
    this.call = call;
    this.synthetic = files.synthetic();
    this.access = files.access();
    this.who = who;
    this.root = call.process().filesystem().root();
  }

  /** Whether any synthetic file was on the way. */
  boolean metSynthetic() {
    return metSynthetic;
  }

  /** How many symbolic links were followed. */
  int links() {
    return links;
  }

  /** Whether a link was followed that leads to a file itself, whatever its name is now. */
  boolean metMagic() {
    return metMagic;
  }

  /** Walks from an absolute directory; the last name need not exist if it is the host's. */
  Found walk(String base, String path, boolean follow) {
    at = path.startsWith("/") ? root : base;
    push(path);
    boolean followLast = follow || path.endsWith("/");
    while (!todo.isEmpty()) {
      step(todo.removeFirst(), followLast);
    }
    if (node == null && PathNames.maybeSynthetic(at)) {
      node = synthetic.lookup(at, call.task());
    }
    return new Found(at, node);
  }

  private void push(String path) {
    for (String name : List.of(path.split("/", -1)).reversed()) {
      if (!name.isEmpty() && !name.equals(".")) {
        todo.addFirst(name);
      }
    }
  }

  private void step(String name, boolean followLast) {
    node = null;
    if (name.equals("..")) {
      at = at.equals(root) ? root : PathNames.parent(at);
      return;
    }
    String next = PathNames.child(at, name);
    boolean follow = followLast || !todo.isEmpty();
    if (PathNames.maybeSynthetic(next)) {
      node = synthetic.lookup(next, call.task());
    }
    if (node != null) {
      metSynthetic = true;
      enter(next, follow);
    } else if (PathNames.isSynthetic(PathNames.parent(next))) {
      metSynthetic = true;
      throw new SyscallError(Errno.ENOENT);
    } else {
      String target = follow ? link(next) : null;
      if (target == null) {
        at = next;
      } else {
        follow(target);
      }
    }
  }

  private void enter(String next, boolean follow) {
    if (!todo.isEmpty() || (follow && node instanceof Synthetic.Link)) {
      access.requirePassage(call, who, next, java.util.Objects.requireNonNull(node));
    }
    if (node instanceof Synthetic.Link(String target) && follow) {
      metMagic |= PathNames.isMagic(next);
      follow(target);
    } else if (node instanceof Synthetic.Descriptor descriptor && !todo.isEmpty()) {
      metMagic = true;
      OpenFile file = descriptor.process().files().require(descriptor.fd());
      follow(file.name());
    } else if (node instanceof Synthetic.Directory || todo.isEmpty()) {
      metMagic |= node instanceof Synthetic.Descriptor && follow;
      at = next;
    } else {
      throw new SyscallError(Errno.ENOTDIR);
    }
  }

  private void follow(String target) {
    if (++links > MAX_LINKS) {
      throw new SyscallError(Errno.ELOOP);
    }
    node = null;
    if (target.startsWith("/")) {
      at = root;
    }
    push(target);
  }

  /** The target of a real symbolic link, or null when it is something else. */
  @Nullable String link(String path) {
    byte[] target = new byte[LONGEST_TARGET];
    long length = call.task().thread().readLink(Paths.AT_FDCWD, path, target);
    if (length == GuestThread.NOT_FROM_OUTSIDE) {
      long buffer = Scratch.buffer(call);
      length = call.execute(Nr.READLINK, Scratch.path(call, 2, path), buffer, LONGEST_TARGET);
      if (length > 0) {
        target = call.memory().read(buffer, (int) length);
      }
    }
    return length <= 0 ? null : new String(target, 0, (int) length, StandardCharsets.ISO_8859_1);
  }
}
