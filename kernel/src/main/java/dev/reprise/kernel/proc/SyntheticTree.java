package dev.reprise.kernel.proc;

import dev.reprise.kernel.Kernel;
import dev.reprise.kernel.Task;
import dev.reprise.kernel.file.DirectoryEntry;
import dev.reprise.kernel.file.Synthetic;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All synthetic files. Trees are built when they are first looked at, for many runs never do. */
public final class SyntheticTree implements Synthetic {
  private static final String ETC = "/etc/";

  private final Kernel kernel;
  private final NameFiles names;
  private final DeviceTree devices;
  private @Nullable FileSet machine;
  private @Nullable ProcessTree processes;
  private @Nullable SystemTree system;

  public SyntheticTree(Kernel kernel) {
    this.kernel = kernel;
    this.names = new NameFiles(kernel.config());
    this.devices = new DeviceTree(kernel);
  }

  @Override
  public @Nullable Node lookup(String path, Task task) {
    if (path.equals("/proc")) {
      return new Directory(0555, this::children);
    }
    if (path.startsWith("/proc/")) {
      return proc(path.substring("/proc/".length()), task);
    }
    if (path.equals("/sys") || path.startsWith("/sys/")) {
      if (system == null) {
        system = new SystemTree(kernel);
      }
      return system.lookup(path.equals("/sys") ? "" : path.substring("/sys/".length()), task);
    }
    if (path.startsWith(ETC)) {
      return names.lookup(path.substring(ETC.length()));
    }
    return path.startsWith("/dev/") ? devices.lookup(path) : null;
  }

  @Override
  public Set<String> presentedIn(String directory) {
    return directory.equals("/etc") ? names.names() : Set.of();
  }

  @Override
  public void release(String path) {
    names.release(path.substring(ETC.length()));
  }

  private @Nullable Node proc(String path, Task task) {
    if (path.equals("self")) {
      return new Link(Integer.toString(task.process().pid()));
    }
    if (path.equals("thread-self")) {
      return new Link(task.process().pid() + "/task/" + task.tid());
    }
    return Character.isDigit(path.charAt(0))
        ? processes().lookup(path.split("/", -1), task)
        : machine().lookup(path, task);
  }

  private List<Child> children() {
    List<Child> children = new ArrayList<>(machine().children(""));
    children.add(new Child("self", DirectoryEntry.LINK));
    children.add(new Child("thread-self", DirectoryEntry.LINK));
    children.addAll(processes().children());
    return children;
  }

  private ProcessTree processes() {
    if (processes == null) {
      processes = new ProcessTree(kernel);
    }
    return processes;
  }

  private FileSet machine() {
    if (machine == null) {
      SystemFiles figures = new SystemFiles(kernel);
      Sysctl settings = new Sysctl(kernel);
      machine =
          new FileSet(
              0,
              (path, task) ->
                  path.startsWith("sys/")
                      ? settings.content(path, task)
                      : figures.content(path, task));
      FixedSystemFiles.addTo(machine);
      figures.addTo(machine);
      settings.addTo(machine);
    }
    return machine;
  }
}
