package dev.reprise.container;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

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
  private final Set<String> skipped;
  private final List<Layer> layers = new ArrayList<>();

  RootPlan(MountPoints mountPoints, MountScript mounts, RootMode mode, Set<String> skipped) {
    this.mountPoints = mountPoints;
    this.mounts = mounts;
    this.direct = mode == RootMode.DIRECT;
    this.skipped = skipped;
  }

  /** Shows everything that the host's root directory holds, but for what is to be skipped. */
  void showTopLevel() {
    for (Path entry : list(Path.of("/"))) {
      if (!skipped.contains(entry.getFileName().toString())) {
        show(entry);
      }
    }
  }

  /** The layers made so far. */
  List<Layer> layers() {
    return layers;
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
    mounts.directory(path, 0755);
    if (direct) {
      mounts.bind(host, path);
    } else if (!mountPoints.anyBeneath(path)) {
      mounts.layerOrReadOnly(newLayer(host, path));
    } else {
      List<Path> entries = list(host);
      if (entries.isEmpty() || entries.size() > MAX_REBUILT_ENTRIES) {
        mounts.bindReadOnly(host, path);
      } else {
        entries.forEach(this::show);
      }
    }
  }

  /** The entries, sorted; none when the directory may not be read. */
  private static List<Path> list(Path directory) {
    List<Path> entries = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
      stream.forEach(entries::add);
    } catch (IOException unreadable) {
      return List.of();
    }
    entries.sort(null);
    return entries;
  }
}
