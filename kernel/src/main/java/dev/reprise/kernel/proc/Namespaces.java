package dev.reprise.kernel.proc;

import dev.reprise.kernel.file.DirectoryEntry;
import dev.reprise.kernel.file.Synthetic;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code /proc/PID/ns}: every process is in the same namespaces, the first ones of the machine. */
final class Namespaces {
  private static final String[] NAMES = {
    "cgroup",
    "ipc",
    "mnt",
    "net",
    "pid",
    "pid_for_children",
    "time",
    "time_for_children",
    "user",
    "uts",
  };

  /** Inode numbers which Linux gives to the first namespaces, in the order of the names. */
  private static final long[] INODES = {
    4026531835L,
    4026531839L,
    4026531841L,
    4026531840L,
    4026531836L,
    4026531836L,
    4026531834L,
    4026531834L,
    4026531837L,
    4026531838L,
  };

  static Synthetic.Directory directory() {
    return new Synthetic.Directory(0511, Namespaces::children);
  }

  private static List<Synthetic.Child> children() {
    List<Synthetic.Child> children = new ArrayList<>();
    for (String name : NAMES) {
      children.add(new Synthetic.Child(name, DirectoryEntry.LINK));
    }
    return children;
  }

  static Synthetic.@Nullable Node lookup(String name) {
    for (int i = 0; i < NAMES.length; i++) {
      if (NAMES[i].equals(name)) {
        String kind = name.endsWith("_for_children") ? name.substring(0, name.indexOf('_')) : name;
        return new Synthetic.Link(kind + ":[" + INODES[i] + "]");
      }
    }
    return null;
  }

  private Namespaces() {}
}
