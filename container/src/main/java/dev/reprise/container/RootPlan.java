package dev.reprise.container;

import dev.reprise.linux.ByteText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Shows the host's directories in the new root: read-only, under a throw-away layer, or as they
 * are.
 *
 * <p>A layer over {@code /} itself is not to be had: a user namespace locks the mounts that it
 * inherits, and an overlay cannot be made over a directory beneath which something is locked. So
 * every writable directory gets a layer of its own, and one with mounts beneath it is rebuilt from
 * its entries. Where that is not possible either, it is shown read-only.
 */
final class RootPlan {
  /** A directory with more entries is not worth the many mounts of rebuilding it. */
  private static final int MAX_REBUILT_ENTRIES = 40;

  private final HostScan host = new HostScan();
  private final MountPoints mountPoints;
  private final MountScript mounts;
  private final boolean direct;
  private final WritablePlaces writable;
  private final MissingPlaces missing;
  private final List<Layer> layers = new ArrayList<>();
  private final Map<String, Set<String>> rebuilt = new TreeMap<>();

  RootPlan(
      MountPoints mountPoints,
      MountScript mounts,
      RootMode mode,
      WritablePlaces writable,
      MissingPlaces missing) {
    this.mountPoints = mountPoints;
    this.mounts = mounts;
    this.direct = mode == RootMode.DIRECT;
    this.writable = writable;
    this.missing = missing;
  }

  /**
   * Shows everything that the host's root directory holds.
   *
   * @param provided the names that are not to be shown, because the container has its own
   */
  void showTopLevel(Set<String> provided) {
    Set<String> names = new TreeSet<>(provided);
    rebuilt.put("/", names);
    for (String name : host.list("/")) {
      if (names.add(name)) {
        show("/" + name);
      }
    }
  }

  /** Shows what is writable in a directory that is not, or is the container's own. */
  void showWritable() {
    for (Path place : writable.outermost()) {
      if (place.getNameCount() > 1 && !direct) {
        mounts.directories(ByteText.of(place));
        showWritable(ByteText.of(place));
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
    Layer layer = new Layer(layers.size(), lower, permissions(ByteText.of(lower)), guestPath);
    layers.add(layer);
    return layer;
  }

  private void show(String path) {
    int mode = host.mode(path);
    switch (mode & HostScan.S_IFMT) {
      case HostScan.S_IFLNK -> mounts.symlink(host.target(path), path);
      case HostScan.S_IFDIR -> {
        mounts.directory(path, mode & ~HostScan.S_IFMT);
        showDirectory(path);
      }
      case HostScan.S_IFREG -> showFile(path);
      default -> {
        // Devices and sockets outside of /dev and /run are not for guests.
      }
    }
  }

  /** An overlay needs a directory, and a write through a writable bind would reach the host. */
  private void showFile(String path) {
    mounts.file(path);
    if (direct) {
      mounts.bind(ByteText.path(path), path);
    } else {
      mounts.bindReadOnly(ByteText.path(path), path);
    }
  }

  private void showDirectory(String path) {
    if (direct) {
      mounts.bind(ByteText.path(path), path);
    } else if (writable.cover(ByteText.path(path))) {
      showWritable(path);
    } else if (!host.isEmpty(path)) {
      showReadOnly(path);
    }
  }

  /** A bind is cheaper than an overlay, but nothing can be added to it. */
  private void showReadOnly(String path) {
    List<MissingPlace> places = missing.beneath(path);
    if (places.isEmpty()) {
      mounts.bindReadOnly(ByteText.path(path), path);
    } else if (mountPoints.anyBeneath(path)) {
      rebuild(path);
    } else {
      mounts.bindReadOnlyWith(ByteText.path(path), path, permissions(path), places);
    }
  }

  private void showWritable(String path) {
    if (mountPoints.anyBeneath(path)) {
      mounts.scratch(path, permissions(path));
      rebuild(path);
    } else if (host.isEmpty(path)) {
      mounts.scratch(path, permissions(path));
      rebuilt.put(path, Set.of());
    } else if (writable.isAsked(Path.of(path))) {
      mounts.layer(newLayer(Path.of(path), path));
    } else {
      mounts.layerOrReadOnly(newLayer(ByteText.path(path), path));
    }
  }

  private int permissions(String path) {
    return host.mode(path) & ~HostScan.S_IFMT;
  }

  private void rebuild(String path) {
    String[] entries = host.list(path);
    if (entries.length == 0 || entries.length > MAX_REBUILT_ENTRIES) {
      mounts.bindReadOnly(ByteText.path(path), path);
      return;
    }
    rebuilt.put(path, Set.of(entries));
    for (String name : entries) {
      show(path + "/" + name);
    }
  }
}
