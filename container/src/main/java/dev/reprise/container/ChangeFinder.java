package dev.reprise.container;

import dev.reprise.linux.ByteText;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Finds what a guest changed, by walking the layers from outside and looking beneath them. */
final class ChangeFinder {
  private static final int S_IFMT = 0170000;
  private static final int S_IFCHR = 0020000;

  private final RootBuilder root;
  private final Map<String, Found> found = new TreeMap<>();

  /**
   * A change and where its result can be read.
   *
   * @param kind what was done
   * @param source the file in its layer
   */
  record Found(Change.Kind kind, Path source) {}

  private ChangeFinder(RootBuilder root) {
    this.root = root;
  }

  /**
   * Finds all changes, sorted by guest path.
   *
   * @param layers the directory of layers
   * @param guestRoot the guest's root directory
   */
  static Map<String, Found> find(RootBuilder root, Path layers, Path guestRoot) throws IOException {
    ChangeFinder finder = new ChangeFinder(root);
    for (Layer layer : root.layers()) {
      Path upper = layers.resolve(Integer.toString(layer.number()));
      finder.walk(upper, layer.lower(), layer.guestPath());
    }
    for (Map.Entry<String, Set<String>> directory : root.rebuilt().entrySet()) {
      finder.compare(guestRoot, directory.getKey(), directory.getValue());
    }
    return finder.found;
  }

  /** A rebuilt directory is compared with the names that it began with. */
  private void compare(Path guestRoot, String guestPath, Set<String> names) throws IOException {
    Path directory = guestRoot.resolve(guestPath.substring(1));
    Set<String> missing = new TreeSet<>(names);
    for (Path entry : HostFiles.list(directory)) {
      String path = child(guestPath, ByteText.of(entry.getFileName()));
      boolean isNew = !missing.remove(entry.getFileName().toString());
      if (isNew && !root.madeMountPoints().contains(path)) {
        visit(entry, null, path);
      }
    }
    for (String name : missing) {
      if (HostFiles.exists(Path.of(child(guestPath, name)))) {
        found.put(child(guestPath, name), new Found(Change.Kind.DELETED, directory.resolve(name)));
      }
    }
  }

  private void walk(Path upper, @Nullable Path lower, String guestPath) throws IOException {
    for (Path entry : HostFiles.list(upper)) {
      Path below = lower == null ? null : lower.resolve(entry.getFileName());
      boolean isNew = below == null || !HostFiles.exists(below);
      visit(entry, isNew ? null : below, child(guestPath, ByteText.of(entry.getFileName())));
    }
  }

  private void visit(Path entry, @Nullable Path below, String guestPath) throws IOException {
    if (isWhiteout(entry)) {
      found.put(guestPath, new Found(Change.Kind.DELETED, entry));
    } else if (!HostFiles.isDirectory(entry)) {
      Change.Kind kind = below == null ? Change.Kind.CREATED : Change.Kind.MODIFIED;
      found.put(guestPath, new Found(kind, entry));
    } else {
      visitDirectory(entry, below, guestPath);
    }
  }

  private void visitDirectory(Path entry, @Nullable Path below, String guestPath)
      throws IOException {
    if (below != null && HostFiles.isDirectory(below)) {
      walk(entry, below, guestPath);
      if (isOpaque(entry)) {
        addHidden(entry, below, guestPath);
      }
      return;
    }
    if (below != null || !root.madeMountPoints().contains(guestPath)) {
      Change.Kind kind = below == null ? Change.Kind.CREATED : Change.Kind.MODIFIED;
      found.put(guestPath, new Found(kind, entry));
    }
    walk(entry, null, guestPath);
  }

  /** What was in a directory that the guest removed and made anew is deleted. */
  private void addHidden(Path entry, Path below, String guestPath) throws IOException {
    for (Path hidden : HostFiles.list(below)) {
      Path replacement = entry.resolve(hidden.getFileName());
      if (!HostFiles.exists(replacement)) {
        String path = child(guestPath, ByteText.of(hidden.getFileName()));
        found.put(path, new Found(Change.Kind.DELETED, replacement));
      }
    }
  }

  private static String child(String directory, String name) {
    return directory.endsWith("/") ? directory + name : directory + "/" + name;
  }

  /** Overlayfs marks a deleted name with a character device of number 0. */
  private static boolean isWhiteout(Path path) throws IOException {
    return (HostFiles.mode(path) & S_IFMT) == S_IFCHR
        && (long) Files.getAttribute(path, "unix:rdev", LinkOption.NOFOLLOW_LINKS) == 0;
  }

  /** Overlayfs marks a directory that replaces one of the same name beneath it. */
  private static boolean isOpaque(Path directory) throws IOException {
    UserDefinedFileAttributeView view =
        Files.getFileAttributeView(
            directory, UserDefinedFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
    List<String> names = view.list();
    if (!names.contains("overlay.opaque")) {
      return false;
    }
    ByteBuffer value = ByteBuffer.allocate(view.size("overlay.opaque"));
    view.read("overlay.opaque", value);
    return value.get(0) == 'y';
  }
}
