package dev.reprise.container;

import dev.reprise.guest.Tracee;
import dev.reprise.linux.ByteText;
import dev.reprise.linux.Nr;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Builds the guest's root directory in the mount namespace of the container's first process. */
final class RootBuilder {
  /** A directory that every host has and that the new root does not need. */
  private static final String PLACE = "/proc";

  private static final Path SCRATCH = Path.of("/var/tmp");

  private final ContainerSpec spec;
  private final GuestPaths paths;
  private final Script script = new Script();
  private final MountScript mounts = new MountScript(script);
  private final WritablePlaces writable;
  private final RootPlan plan;
  private final Set<String> madeMountPoints = new TreeSet<>();

  RootBuilder(ContainerSpec spec, GuestPaths paths) {
    this.spec = spec;
    this.paths = paths;
    this.writable = WritablePlaces.of(spec.writable(), paths);
    this.plan =
        new RootPlan(
            MountPoints.ofThisProcess(),
            mounts,
            spec.rootMode(),
            writable,
            MissingPlaces.of(spec.mounts(), paths.replaced()));
  }

  /** The layers into which the guest writes. */
  List<Layer> layers() {
    return plan.layers();
  }

  /** The guest's directories without a layer, and the names of what the host has in each. */
  Map<String, Set<String>> rebuilt() {
    return plan.rebuilt();
  }

  /** The guest paths that exist only so that something can be mounted there. */
  Set<String> madeMountPoints() {
    return madeMountPoints;
  }

  /**
   * What of the root directory is read-only and what is not, sorted by path. The working directory
   * is named once, so that its name on the host stays unknown.
   */
  List<Place> places() {
    TreeMap<String, Boolean> places = new TreeMap<>();
    places.put("/", !isRootWritable());
    for (String path : paths.replaced()) {
      if (!OwnDirectories.LEAD_NOWHERE.contains(path)
          && (path.lastIndexOf('/') == 0 || hasScratch())) {
        places.put(path, false);
      }
    }
    if (spec.rootMode() != RootMode.DIRECT) {
      writable.outermost().forEach(path -> places.put(ByteText.of(path), false));
    }
    if (!paths.workdirIsRoot()) {
      boolean system = paths.workdirIsSystem() && spec.rootMode() != RootMode.DIRECT;
      places.put(GuestPaths.WORKDIR, system && !writable.cover(paths.hostWorkdir()));
    }
    spec.mounts().forEach(mount -> places.put(mount.guestPath(), mount.readOnly()));
    List<Place> sorted = new ArrayList<>();
    places.forEach((path, readOnly) -> sorted.add(new Place(path, readOnly)));
    return sorted;
  }

  /** Does it all, and leaves the process in the directory of layers. */
  void run(Tracee init) {
    script.require("setting the umask", Nr.UMASK, 0);
    script.require("starting a session", Nr.SETSID);
    mounts.detachFromHost();
    mounts.enterMemory(PLACE, memoryOptions());
    OwnDirectories.addTo(mounts, paths.replaced());
    plan.showTopLevel(providedNames());
    showScratch();
    plan.showWritable();
    spec.hostTmp().ifPresent(directory -> mounts.bind(directory, "/tmp"));
    showWorkdir();
    spec.mounts().forEach(this::show);
    spec.alsoVisible().forEach(this::showHidden);
    if (!isRootWritable()) {
      mounts.seal();
    }
    mounts.switchRoot(PLACE);
    script.require("setting the umask", Nr.UMASK, 022);
    script.run(init);
  }

  /** Whether the guest can make files in its root directory. */
  private boolean isRootWritable() {
    return spec.rootMode() == RootMode.DIRECT || writable.cover(Path.of("/"));
  }

  /** The one place for files of everybody's that lies in a directory of the host's. */
  private void showScratch() {
    if (hasScratch()) {
      mounts.scratch(SCRATCH.toString(), 01777);
    }
  }

  private boolean hasScratch() {
    return paths.isReplaced(SCRATCH) && Files.isDirectory(SCRATCH, LinkOption.NOFOLLOW_LINKS);
  }

  private Set<String> providedNames() {
    Set<String> names = new TreeSet<>();
    for (String path : paths.replaced()) {
      if (path.lastIndexOf('/') == 0) {
        names.add(path.substring(1));
      }
    }
    if (!paths.workdirIsRoot()) {
      names.add(GuestPaths.WORKDIR.substring(1));
    }
    return names;
  }

  private String memoryOptions() {
    String mode = "mode=755";
    return spec.sizeLimitBytes().isPresent()
        ? mode + ",size=" + spec.sizeLimitBytes().getAsLong()
        : mode;
  }

  private void showWorkdir() {
    if (paths.workdirIsRoot()) {
      return;
    }
    Path host = paths.hostWorkdir();
    mounts.directory(GuestPaths.WORKDIR, 0755);
    if (paths.workdirIsSystem() && spec.rootMode() != RootMode.DIRECT) {
      mounts.alias(ByteText.of(host), GuestPaths.WORKDIR);
      return;
    }
    if (spec.rootMode() == RootMode.OVERLAY) {
      mounts.layer(plan.newLayer(host, GuestPaths.WORKDIR));
    } else {
      mounts.bind(host, GuestPaths.WORKDIR);
    }
    if (paths.workdirHasAlias()) {
      if (paths.isReplaced(host)) {
        mounts.directories(ByteText.of(host));
      }
      mounts.alias(GuestPaths.WORKDIR, ByteText.of(host));
    }
  }

  private void show(Mount mount) {
    noteMountPoint(mount.guestPath());
    mounts.mountPoint(mount.hostPath(), mount.guestPath());
    if (mount.readOnly()) {
      mounts.bindReadOnly(mount.hostPath(), mount.guestPath());
    } else {
      mounts.bind(mount.hostPath(), mount.guestPath());
    }
  }

  private void noteMountPoint(String guestPath) {
    String at = "";
    for (Path name : ByteText.path(guestPath)) {
      at += "/" + ByteText.of(name);
      madeMountPoints.add(at);
    }
  }

  private void showHidden(Path host) {
    boolean inWorkdir = !paths.workdirIsRoot() && host.startsWith(paths.hostWorkdir());
    boolean hidden =
        paths.hiddenByWorkdir(host) || paths.hiddenByTmp(host) || paths.isReplaced(host);
    if (!inWorkdir && hidden && Files.exists(host)) {
      mounts.mountPoint(host, paths.of(host));
      mounts.bindReadOnly(host, paths.of(host));
    }
  }
}
