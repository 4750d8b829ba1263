package dev.reprise.container;

import dev.reprise.guest.Tracee;
import dev.reprise.linux.Nr;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Builds the guest's root directory in the mount namespace of the container's first process. */
final class RootBuilder {
  /** A directory that every host has and that the new root does not need. */
  private static final String PLACE = "/proc";

  private final ContainerSpec spec;
  private final GuestPaths paths;
  private final Script script = new Script();
  private final MountScript mounts = new MountScript(script);
  private final RootPlan plan;
  private final Set<String> madeMountPoints = new TreeSet<>();

  RootBuilder(ContainerSpec spec, GuestPaths paths) {
    this.spec = spec;
    this.paths = paths;
    this.plan = new RootPlan(MountPoints.ofThisProcess(), mounts, spec.rootMode());
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

  /** Does it all, and leaves the process in the directory of layers. */
  void run(Tracee init) {
    script.require("setting the umask", Nr.UMASK, 0);
    script.require("starting a session", Nr.SETSID);
    mounts.detachFromHost();
    mounts.enterMemory(PLACE, memoryOptions());
    OwnDirectories.addTo(mounts, paths.replaced());
    plan.showTopLevel(providedNames());
    spec.hostTmp().ifPresent(directory -> mounts.bind(directory, "/tmp"));
    showWorkdir();
    spec.mounts().forEach(this::show);
    spec.alsoVisible().forEach(this::showHidden);
    mounts.switchRoot(PLACE);
    script.require("setting the umask", Nr.UMASK, 022);
    script.run(init);
  }

  private Set<String> providedNames() {
    Set<String> names = new TreeSet<>(paths.replaced());
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
      mounts.alias(host.toString(), GuestPaths.WORKDIR);
      return;
    }
    if (spec.rootMode() == RootMode.OVERLAY) {
      mounts.layer(plan.newLayer(host, GuestPaths.WORKDIR));
    } else {
      mounts.bind(host, GuestPaths.WORKDIR);
    }
    if (paths.workdirHasAlias()) {
      if (paths.isReplaced(host)) {
        mounts.directories(host.toString());
      }
      mounts.alias(GuestPaths.WORKDIR, host.toString());
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
    for (Path name : Path.of(guestPath)) {
      at += "/" + name;
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
