package dev.reprise.container;

import dev.reprise.guest.Launcher;
import dev.reprise.guest.Tracee;
import dev.reprise.linux.ByteText;
import dev.reprise.linux.Errno;
import dev.reprise.linux.Linux;
import dev.reprise.linux.LinuxException;
import dev.reprise.linux.NativeBuffer;
import dev.reprise.linux.Nr;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A world of its own for a guest: user, pid, mount, network, IPC and host name namespaces, and a
 * root directory in which only chosen writes reach the host.
 *
 * <p>Three processes are made, none of which runs on its own account. The <i>launcher</i> stays
 * outside of the pid namespace and owns the others. <i>Init</i> is process 1 inside: it stays
 * stopped for ever, its children are reaped by the kernel, and its death is the death of all. The
 * <i>guest</i> is process 2, stopped in the boot program and ready to be made to execute a program.
 *
 * <p>Everything the container has made lives in its namespaces and goes with its last process:
 * there is nothing to clean up on the host, and when this JVM dies the kernel kills all tracees.
 *
 * <p>Not thread-safe: all methods belong to the thread that started the container, which must have
 * no other children or tracees, because {@link #close} waits for whatever that thread has.
 */
public final class Container implements AutoCloseable {
  private static final int SIGKILL = 9;
  private static final int SIGCHLD = 17;
  private static final int WALL_NOTHREAD = 0x40000000 | 0x20000000;

  private final Tracee launcher;
  private final GuestPaths paths;
  private final List<Tracee> cloned = new ArrayList<>();
  private @Nullable RootBuilder root;
  private @Nullable Set<Long> readOnlyMounts;
  private boolean clocksAreShifted;
  private boolean closed;

  private Container(Tracee launcher, GuestPaths paths) {
    this.launcher = launcher;
    this.paths = paths;
  }

  /**
   * Makes a container around a stopped guest.
   *
   * @throws ContainerException when the host does not allow it, or when the working directory or a
   *     mount does not exist
   */
  public static Container start(ContainerSpec spec) {
    return start(spec, launcher -> {});
  }

  /**
   * Makes a container around a stopped guest.
   *
   * @param onLaunch may change what the guest inherits of the host: it is given the process from
   *     which all others are made, before anything has become of it
   * @throws ContainerException when the host does not allow it, or when the working directory or a
   *     mount does not exist
   */
  public static Container start(ContainerSpec spec, Consumer<Tracee> onLaunch) {
    GuestPaths paths =
        GuestPaths.of(realWorkdir(spec.hostWorkdir()), spec.rootMode(), spec.hostTmp().isPresent());
    if (paths.workdirIsMissing()) {
      throw new ContainerException(
          "A guest has no " + paths.hostWorkdir() + ": choose another working directory.");
    }
    spec.mounts().forEach(mount -> requireSource(mount.hostPath()));
    spec.hostTmp().ifPresent(Container::requireSource);
    Container container = new Container(launch(), paths);
    try {
      container.setUp(spec, onLaunch);
      return container;
    } catch (RuntimeException e) {
      container.close();
      throw e;
    }
  }

  private static Path realWorkdir(Path workdir) {
    try {
      return workdir.toRealPath();
    } catch (IOException e) {
      throw new ContainerException(
          "The working directory " + workdir + " cannot be entered: choose another one.", e);
    }
  }

  private static void requireSource(Path hostPath) {
    if (!Files.exists(hostPath)) {
      throw new ContainerException(
          "There is no " + hostPath + " to mount: make it, or name another path.");
    }
  }

  private static Tracee launch() {
    try {
      return Launcher.launch();
    } catch (LinuxException e) {
      throw Diagnosis.ofLaunch(e);
    }
  }

  private void setUp(ContainerSpec spec, Consumer<Tracee> onLaunch) {
    onLaunch.accept(launcher);
    Script.prepare(launcher);
    try {
      Namespaces.enter(launcher, spec);
      clocksAreShifted = Namespaces.shiftClocks(launcher, spec.clockShiftSeconds());
      clone(launcher);
    } catch (LinuxException e) {
      throw Diagnosis.ofNamespaces(e);
    }
    try {
      root = new RootBuilder(spec, paths);
      root.run(init());
      clone(init());
      Namespaces.becomeOrdinary(guest(), guestWorkdir());
    } catch (LinuxException e) {
      throw Diagnosis.ofRoot(e);
    }
  }

  private void clone(Tracee parent) {
    Linux.require(
        "cloning a process",
        parent.executeClone(SIGCHLD, 0, 0, 0, 0, (child, inner) -> cloned.add(child)));
  }

  /** The process outside of the pid namespace that owns the others. */
  int launcherPid() {
    return launcher.tgid();
  }

  /** Process 1 of the container, stopped for ever. */
  public Tracee init() {
    return cloned.get(0);
  }

  /** Process 2 of the container, stopped, in its working directory, ready to execute a program. */
  public Tracee guest() {
    return cloned.get(1);
  }

  /** Whether the host's clocks are ahead in the container, as its specification asks. */
  public boolean clocksAreShifted() {
    return clocksAreShifted;
  }

  /** What of the guest's files is read-only and what is not, sorted by path; the root is first. */
  public List<Place> places() {
    return Objects.requireNonNull(root).places();
  }

  /**
   * Whether nothing can be written by way of a mount, which is given by its number in the kernel.
   * Mounts stay as they are for the container's life.
   */
  public boolean isReadOnly(long mount) {
    Set<Long> known = readOnlyMounts;
    if (known == null) {
      known = MountPoints.readOnlyOf(init().tgid());
      readOnlyMounts = known;
    }
    return known.contains(mount);
  }

  /** The guest's path of its working directory. */
  public String guestWorkdir() {
    return paths.guestWorkdir();
  }

  /**
   * The guest's path of a file which the host knows by an absolute path without symbolic links.
   *
   * <p>Only files that are not hidden by directories of the container's own can be seen there.
   */
  public String guestPath(Path host) {
    return paths.of(host);
  }

  /**
   * A path by which this process reaches a file that the guest knows by an absolute path.
   *
   * <p>An absolute symbolic link on the way leads to the host's files, not to the guest's. Valid
   * until the container is closed.
   */
  public Path hostView(String guestPath) {
    return ByteText.path("/proc/" + init().tgid() + "/root" + guestPath);
  }

  /**
   * What the guest changed outside of what it shares with the host, sorted by path. Scratch space
   * ({@code /tmp}, {@code /run}, {@code /dev}) does not count. Valid until the container is closed.
   */
  public List<Change> changes() throws IOException {
    List<Change> changes = new ArrayList<>();
    findChanges().forEach((path, found) -> changes.add(new Change(path, found.kind())));
    return changes;
  }

  /**
   * Copies the changes to an empty or new host directory: the files beneath {@code root}, and a
   * line for each change in the file {@code changes}. Owners and times are not kept.
   *
   * @throws ContainerException when the directory is not empty
   */
  public void commit(Path directory) throws IOException {
    Commit.copy(findChanges(), directory);
  }

  private Map<String, ChangeFinder.Found> findChanges() throws IOException {
    Path layers = Path.of("/proc/" + init().tgid() + "/cwd");
    return ChangeFinder.find(Objects.requireNonNull(root), layers, hostView("/"));
  }

  /** Kills everything in the container and waits until it is gone. Safe to call twice. */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    NativeBuffer status = new NativeBuffer(64);
    if (!cloned.isEmpty()) {
      killAndReap(init().tgid(), status);
    }
    killAndReap(launcher.tgid(), status);
  }

  /**
   * Init's death is reported last, because the kernel holds it back until its namespace is empty.
   */
  private static void killAndReap(int pid, NativeBuffer status) {
    Linux.call(Nr.KILL, pid, SIGKILL);
    while (true) {
      long reaped = Linux.call(Nr.WAIT4, -1, status.address(), WALL_NOTHREAD, 0);
      boolean stopped = (status.getInt(0) & 0xff) == 0x7f;
      if (reaped == -Errno.ECHILD || (reaped == pid && !stopped)) {
        return;
      }
    }
  }
}
