package dev.reprise.kernel.proc;

import dev.reprise.kernel.GuestProcess;
import dev.reprise.kernel.Kernel;
import dev.reprise.kernel.Task;
import dev.reprise.kernel.file.DirectoryEntry;
import dev.reprise.kernel.file.Synthetic;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code /proc/PID}: the processes of the run, and no other. */
final class ProcessTree {
  private static final String[] DIRECTORIES = {"attr", "fd", "fdinfo", "net", "ns", "task"};
  private static final int ALL_MAY = 0555;
  private static final int ONLY_OWNER = 0500;

  private final Kernel kernel;
  private final FileSet network;

  ProcessTree(Kernel kernel) {
    this.kernel = kernel;
    NetworkFiles files = new NetworkFiles(kernel);
    network = new FileSet(0, files);
    files.addTo(network);
  }

  /** The processes as entries of {@code /proc}, by rising id. */
  List<Synthetic.Child> children() {
    List<Synthetic.Child> children = new ArrayList<>();
    for (GuestProcess process : kernel.processes().all()) {
      children.add(directory(Integer.toString(process.pid())));
    }
    return children;
  }

  private static Synthetic.Child directory(String name) {
    return new Synthetic.Child(name, DirectoryEntry.DIRECTORY);
  }

  /**
   * The file of a path in {@code /proc}, whose first name is a number.
   *
   * @param path its names
   */
  Synthetic.@Nullable Node lookup(String[] path, Task asker) {
    int id = number(path[0]);
    Task thread = kernel.processes().task(id);
    // As on Linux, a thread that is not its process's first can be asked for, but is not listed.
    GuestProcess process = thread != null ? thread.process() : kernel.processes().get(id);
    if (process == null) {
      return null;
    }
    ProcessView view = ProcessView.of(kernel, process, asker);
    if (path.length > 2 && path[1].equals("task")) {
      return inTask(view, path);
    }
    if (path.length == 1) {
      return new Synthetic.Directory(ALL_MAY, () -> names(true));
    }
    return path[1].equals("task") && path.length == 2
        ? new Synthetic.Directory(ALL_MAY, () -> threads(process))
        : lookup(view, path, 1);
  }

  private Synthetic.@Nullable Node inTask(ProcessView view, String[] path) {
    int tid = number(path[2]);
    for (Task task : view.process().tasks()) {
      if (task.tid() == tid) {
        return path.length == 3
            ? new Synthetic.Directory(ALL_MAY, () -> names(false))
            : lookup(view.ofThread(task), path, 3);
      }
    }
    return null;
  }

  /** A file in the directory of a process or thread, or below. */
  private Synthetic.@Nullable Node lookup(ProcessView view, String[] path, int at) {
    String below = path.length == at + 2 ? path[at + 1] : "";
    return switch (path[at]) {
      case "net" -> network.lookup(rest(path, at + 1), view.asker());
      case "attr" -> path.length == at + 1 ? new Synthetic.Directory(ALL_MAY, List::of) : null;
      case "fd" ->
          path.length == at + 1
              ? new Synthetic.Directory(ONLY_OWNER, () -> descriptors(view, DirectoryEntry.LINK))
              : DescriptorFiles.link(view, number(below));
      case "fdinfo" ->
          path.length == at + 1
              ? new Synthetic.Directory(ALL_MAY, () -> descriptors(view, DirectoryEntry.REGULAR))
              : DescriptorFiles.info(view, number(below));
      case "ns" -> path.length == at + 1 ? Namespaces.directory() : Namespaces.lookup(below);
      case "children" ->
          path.length == at + 1 && !view.whole() ? DescriptorFiles.children(view) : null;
      default -> path.length == at + 1 ? ProcessFiles.lookup(view, path[at]) : null;
    };
  }

  private static String rest(String[] path, int from) {
    return String.join("/", List.of(path).subList(from, path.length));
  }

  /** A name as a positive number, or -1. */
  static int number(String name) {
    if (name.isEmpty() || name.length() > 9 || (name.length() > 1 && name.startsWith("0"))) {
      return -1;
    }
    return name.chars().allMatch(c -> c >= '0' && c <= '9') ? Integer.parseInt(name) : -1;
  }

  private static List<Synthetic.Child> threads(GuestProcess process) {
    List<Synthetic.Child> children = new ArrayList<>();
    for (Task task : process.tasks()) {
      children.add(directory(Integer.toString(task.tid())));
    }
    return children;
  }

  private static List<Synthetic.Child> names(boolean whole) {
    List<Synthetic.Child> children = new ArrayList<>();
    for (String name : DIRECTORIES) {
      if (whole || !name.equals("task")) {
        children.add(directory(name));
      }
    }
    for (String name : ProcessFiles.TEXTS) {
      children.add(new Synthetic.Child(name, DirectoryEntry.REGULAR));
    }
    for (String name : ProcessFiles.LINKS) {
      children.add(new Synthetic.Child(name, DirectoryEntry.LINK));
    }
    if (!whole) {
      children.add(new Synthetic.Child("children", DirectoryEntry.REGULAR));
    }
    return children;
  }

  private static List<Synthetic.Child> descriptors(ProcessView view, int type) {
    List<Synthetic.Child> children = new ArrayList<>();
    if (view.thread() != null) {
      for (int fd : view.process().files().entries().keySet()) {
        children.add(new Synthetic.Child(Integer.toString(fd), type));
      }
    }
    return children;
  }
}
