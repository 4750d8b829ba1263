package dev.reprise.kernel.proc;

import dev.reprise.kernel.Task;
import dev.reprise.kernel.file.DirectoryEntry;
import dev.reprise.kernel.file.Synthetic;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A tree of files which are the same for every process, by their paths below its root. Directories
 * come into being by the files in them.
 */
final class FileSet {
  /** Makes the content of files that change. */
  @FunctionalInterface
  interface Generator {
    /** The content of a file, now; null when the name is unknown. */
    @Nullable String content(String path, Task task);
  }

  private sealed interface Entry permits Constant, Generated, Link, Empty {}

  private record Constant(String content) implements Entry {}

  private record Generated() implements Entry {}

  private record Link(String target) implements Entry {}

  /** A directory without files. */
  private record Empty() implements Entry {}

  private final TreeMap<String, Entry> entries = new TreeMap<>();
  private final long size;
  private final Generator generator;

  /**
   * An empty tree.
   *
   * @param size what stat(2) tells of each file
   */
  FileSet(long size, Generator generator) {
    this.size = size;
    this.generator = generator;
  }

  void constant(String path, String content) {
    entries.put(path, new Constant(content));
  }

  /** Adds one file for each line: a path, a blank and the file's only line. */
  void constants(String table) {
    for (String line : table.split("\n", -1)) {
      int blank = line.indexOf(' ');
      if (blank > 0) {
        constant(line.substring(0, blank), line.substring(blank + 1) + "\n");
      }
    }
  }

  void generated(String... paths) {
    for (String path : paths) {
      entries.put(path, new Generated());
    }
  }

  void link(String path, String target) {
    entries.put(path, new Link(target));
  }

  void directories(String... paths) {
    for (String path : paths) {
      entries.put(path, new Empty());
    }
  }

  /** The file of a path, or null; the root's path is empty. */
  Synthetic.@Nullable Node lookup(String path, Task task) {
    // Not a switch over types, which is made at its first use: every ls(1) would feel it.
    Entry entry = entries.get(path);
    if (entry instanceof Constant constant) {
      return text(() -> bytes(constant.content()));
    }
    if (entry instanceof Generated) {
      return generated(path, task);
    }
    if (entry instanceof Link link) {
      return new Synthetic.Link(link.target());
    }
    boolean isDirectory = entry instanceof Empty || path.isEmpty() || hasFilesBelow(path);
    return isDirectory ? directory(path) : null;
  }

  private Synthetic.@Nullable Node generated(String path, Task task) {
    return text(() -> bytes(String.valueOf(generator.content(path, task))));
  }

  private Synthetic.Text text(java.util.function.Supplier<byte[]> content) {
    return new Synthetic.Text(0444, size, content);
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private Synthetic.Directory directory(String path) {
    return new Synthetic.Directory(0555, () -> children(path));
  }

  private boolean hasFilesBelow(String path) {
    String prefix = path + "/";
    String next = entries.ceilingKey(prefix);
    return next != null && next.startsWith(prefix);
  }

  /** The entries of a directory. */
  List<Synthetic.Child> children(String path) {
    String prefix = path.isEmpty() ? "" : path + "/";
    TreeMap<String, Integer> types = new TreeMap<>();
    for (Map.Entry<String, Entry> entry : entries.tailMap(prefix, false).entrySet()) {
      if (!entry.getKey().startsWith(prefix)) {
        break;
      }
      String rest = entry.getKey().substring(prefix.length());
      int slash = rest.indexOf('/');
      if (slash < 0) {
        types.putIfAbsent(rest, type(entry.getValue()));
      } else {
        types.put(rest.substring(0, slash), DirectoryEntry.DIRECTORY);
      }
    }
    List<Synthetic.Child> children = new ArrayList<>();
    types.forEach((name, type) -> children.add(new Synthetic.Child(name, type)));
    return children;
  }

  private static int type(Entry entry) {
    return switch (entry) {
      case Constant constant -> DirectoryEntry.REGULAR;
      case Generated generated -> DirectoryEntry.REGULAR;
      case Link link -> DirectoryEntry.LINK;
      case Empty empty -> DirectoryEntry.DIRECTORY;
    };
  }
}
