package dev.reprise.container;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Shows the host's directories in the new root: under a throw-away layer each, or as they are.
 *
 * <p>A layer over {@code /} itself is not to be had: a user namespace locks the mounts that it
 * inherits, and an overlay cannot be made over a directory beneath which something is locked. So
 * every top-level directory gets a layer of its own, and a directory with mounts beneath it is
 * rebuilt from its entries. Where that is not possible either, it is shown read-only.
 */
final class RootPlan {
  /** A directory with more entries is not worth the many mounts of rebuilding it. */
  private static final int MAX_REBUILT_ENTRIES = 40;

  private final MountPoints mountPoints;
  private final MountScript mounts;
  private final boolean direct;
  private final List<Layer> layers = new ArrayList<>();
  private final Map<String, Set<String>> rebuilt = new TreeMap<>();

  RootPlan(MountPoints mountPoints, MountScript mounts, RootMode mode) {
    this.mountPoints = mountPoints;
    this.mounts = mounts;
    this.direct = mode == RootMode.DIRECT;
  }

  /**
   * Shows everything that the host's root directory holds.
   *
   * @param provided the names that are not to be shown, because the container has its own
   */
  void showTopLevel(Set<String> provided) {
    Set<String> names = new TreeSet<>(provided);
    rebuilt.put("/", names);
    for (Path entry : list(Path.of("/"))) {
      if (names.add(entry.getFileName().toString())) {
        show(entry);
      }
    }
  }

  /** The layers made so far. */
  List<Layer> layers() {
    return layers;
  }

  /** The guest's directories without a layer, and the names of what the host has in each. */
  Map<String, Set<String>> rebuilt() {
    return rebuilt;
  }

  /** A new layer over a host directory, which the guest sees at another path. */
  Layer newLayer(Path lower, String guestPath) {
    Layer layer = new Layer(layers.size(), lower, guestPath);
    layers.add(layer);
    return layer;
  }

  private void show(Path host) {
    String path = host.toString();
    if (Files.isSymbolicLink(host)) {
      showLink(host);
    } else if (Files.isDirectory(host)) {
      mounts.directory(path, HostFiles.permissions(host));
      showDirectory(host);
    } else if (Files.isRegularFile(host)) {
      // An overlay needs a directory, and a write through a bind would reach the host.
      mounts.file(path);
      if (direct) {
        mounts.bind(host, path);
      } else {
        mounts.bindReadOnly(host, path);
      }
    }
  }

  private void showLink(Path host) {
    try {
      mounts.symlink(Files.readSymbolicLink(host).toString(), host.toString());
    } catch (IOException gone) {
      // Removed since it was listed: then the guest does not see it either.
    }
  }

  private void showDirectory(Path host) {
    String path = host.toString();
    if (direct) {
      mounts.bind(host, path);
    } else if (mountPoints.anyBeneath(path)) {
      rebuild(host);
    } else if (HostFiles.isEmpty(host)) {
      rebuilt.put(path, Set.of());
    } else {
      mounts.layerOrReadOnly(newLayer(host, path));
      showScratchBeneath(host);
    }
  }

  /**
   * Gives {@code /var/tmp} a layer of its own. Before the first write beneath a directory, an
   * overlay copies that directory with its owner, which fails where the owner is not mapped into
   * the container: for an ordinary user that is all of root's directories. The top of a layer is
   * not copied, so that the one place where everybody may write works.
   */
  private void showScratchBeneath(Path host) {
    Path scratch = host.resolve("tmp");
    if (host.toString().equals("/var") && HostFiles.isDirectory(scratch)) {
      mounts.layerOrReadOnly(newLayer(scratch, scratch.toString()));
    }
  }

  private void rebuild(Path host) {
    List<Path> entries = list(host);
    if (entries.isEmpty() || entries.size() > MAX_REBUILT_ENTRIES) {
      mounts.bindReadOnly(host, host.toString());
      return;
    }
    Set<String> names = new TreeSet<>();
    rebuilt.put(host.toString(), names);
    for (Path entry : entries) {
      names.add(entry.getFileName().toString());
      show(entry);
    }
  }

  /** The entries, sorted; none when the directory may not be read. */
  private static List<Path> list(Path directory) {
    try {
      return HostFiles.list(directory);
    } catch (IOException unreadable) {
      return List.of();
    }
  }
}
