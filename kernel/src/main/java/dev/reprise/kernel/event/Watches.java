package dev.reprise.kernel.event;

import dev.reprise.kernel.Kernel;
import dev.reprise.kernel.Task;
import dev.reprise.kernel.fd.KernelFile;
import dev.reprise.kernel.file.FileEvents;
import dev.reprise.kernel.file.Inode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All watches of all inotify instances, and how what guests do to files becomes their events. */
public final class Watches {
  private final Kernel kernel;
  private final List<Watch> watches = new ArrayList<>();
  private boolean listening;
  private int nextCookie = 1;

  public Watches(Kernel kernel) {
    this.kernel = kernel;
  }

  @Nullable Watch find(InotifyFile owner, long inode) {
    for (Watch watch : watches) {
      if (watch.owner() == owner && watch.inode() == inode) {
        return watch;
      }
    }
    return null;
  }

  @Nullable Watch byNumber(InotifyFile owner, int number) {
    for (Watch watch : watches) {
      if (watch.owner() == owner && watch.number() == number) {
        return watch;
      }
    }
    return null;
  }

  /** Adds a watch; events cost nothing as long as there has been none. */
  void add(Watch watch) {
    if (!listening) {
      listening = true;
      kernel.files().addListener(this::happened);
    }
    watches.add(watch);
  }

  /** Ends a watch and says so. */
  void remove(Watch watch) {
    watches.remove(watch);
    watch.owner().tell(new Notification(watch.number(), Notification.IGNORED, 0, ""));
  }

  void removeAll(InotifyFile owner) {
    watches.removeIf(watch -> watch.owner() == owner);
  }

  /** The last descriptor of a real file's description was closed. */
  public void closed(KernelFile file) {
    onOpenFile(file, file.isWritable() ? Notification.CLOSE_WRITE : Notification.CLOSE_NOWRITE);
  }

  /** Bytes were read from a real file. */
  public void read(KernelFile file) {
    onOpenFile(file, Notification.ACCESS);
  }

  private void onOpenFile(KernelFile file, int mask) {
    if (!watches.isEmpty()) {
      Inode inode = file.inode();
      int type = file.isDirectory() ? Notification.ISDIR : 0;
      tell(null, file.name(), inode == null ? 0 : inode.number(), mask | type, 0);
    }
  }

  private void happened(Task task, FileEvents.PathEvent event) {
    if (watches.isEmpty()) {
      return;
    }
    int type = event.directory() ? Notification.ISDIR : 0;
    String path = event.path();
    long inode = event.inode();
    switch (event.kind()) {
      case OPENED -> tell(task, path, inode, Notification.OPEN | type, 0);
      case LISTED -> tell(task, path, inode, Notification.ACCESS | Notification.ISDIR, 0);
      case MODIFIED -> tell(task, path, inode, Notification.MODIFY, 0);
      case ATTRIBUTES -> tell(task, path, inode, Notification.ATTRIB | type, 0);
      case CREATED -> tellDirectory(task, path, Notification.CREATE | type, 0);
      case REMOVED -> removed(task, event, type);
      case RENAMED -> renamed(task, event, type);
      case PROBED, ABSENT, EXECUTED -> {}
    }
  }

  private void removed(Task task, FileEvents.PathEvent event, int type) {
    if (event.last()) {
      ended(event.inode(), type);
    } else {
      tellFile(event.inode(), Notification.ATTRIB);
    }
    tellDirectory(task, event.path(), Notification.DELETE | type, 0);
  }

  /** A watched file is gone. */
  private void ended(long inode, int type) {
    if (type == 0) {
      tellFile(inode, Notification.ATTRIB);
    }
    tellFile(inode, Notification.DELETE_SELF);
    for (Watch watch : List.copyOf(watches)) {
      if (watch.inode() == inode) {
        remove(watch);
      }
    }
  }

  private void renamed(Task task, FileEvents.PathEvent event, int type) {
    int cookie = nextCookie++;
    tellDirectory(task, event.path(), Notification.MOVED_FROM | type, cookie);
    tellDirectory(task, event.other(), Notification.MOVED_TO | type, cookie);
    for (Watch watch : List.copyOf(watches)) {
      if (watch.path().equals(event.other()) && watch.inode() != event.inode()) {
        ended(watch.inode(), type);
      }
    }
    tellFile(event.inode(), Notification.MOVE_SELF);
    for (Watch watch : watches) {
      watch.moved(event.path(), event.other());
    }
  }

  /** Tells those who watch the directory of a file, then those who watch the file itself. */
  private void tell(@Nullable Task task, String path, long inode, int mask, int cookie) {
    tellDirectory(task, path, mask, cookie);
    tellFile(inode, mask);
  }

  private void tellFile(long inode, int mask) {
    for (Watch watch : List.copyOf(watches)) {
      if (inode != 0 && watch.inode() == inode) {
        tell(watch, mask, 0, "");
      }
    }
  }

  private void tellDirectory(@Nullable Task task, String path, int mask, int cookie) {
    int slash = path.lastIndexOf('/');
    String directory = slash <= 0 ? "/" : path.substring(0, slash);
    String name = path.substring(slash + 1);
    List<Watch> those = new ArrayList<>();
    for (Watch watch : watches) {
      if (watch.isAt(directory)) {
        those.add(watch);
      }
    }
    if (those.isEmpty() && task != null && !name.isEmpty()) {
      those.addAll(byOtherName(task, directory));
    }
    for (Watch watch : those) {
      tell(watch, mask, cookie, name);
    }
  }

  /** The path may lead to a watched directory through symbolic links. */
  private List<Watch> byOtherName(Task task, String directory) {
    long number = kernel.files().numberAt(task, directory);
    List<Watch> those = new ArrayList<>();
    for (Watch watch : watches) {
      if (number != 0 && watch.inode() == number) {
        watch.addAlias(directory);
        those.add(watch);
      }
    }
    return those;
  }

  private void tell(Watch watch, int mask, int cookie, String name) {
    if ((mask & watch.mask() & Notification.ALL) != 0) {
      watch.owner().tell(new Notification(watch.number(), mask, cookie, name));
      if (watch.isOneShot()) {
        remove(watch);
      }
    }
  }
}
