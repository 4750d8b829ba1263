package dev.reprise.kernel.proc;

import dev.reprise.kernel.KernelConfig;
import java.util.ArrayList;
import java.util.List;

/**
 * The mounts which a guest sees: one disk, parts of which are read-only, and what every Linux has.
 * How the container is put together from layers and the host's directories does not show.
 */
final class Mounts {
  private static final int FIRST_NUMBER = 20;
  private static final Entry PROC =
      new Entry("/proc", "/", "0:20", "proc", "proc", "rw,nosuid,nodev,noexec,relatime", "rw");
  private static final Entry SYS =
      new Entry("/sys", "/", "0:21", "sysfs", "sysfs", "ro,nosuid,nodev,noexec,relatime", "ro");

  private final List<Entry> entries = new ArrayList<>();

  /** A mount: where, of which directory, device, type, source, options, and of the whole. */
  private record Entry(
      String path,
      String root,
      String device,
      String type,
      String source,
      String options,
      String ofAll) {}

  private Mounts() {}

  static Mounts of(KernelConfig config) {
    Mounts mounts = new Mounts();
    for (KernelConfig.Mount part : config.mounts()) {
      String path = escape(part.path());
      String options = part.readOnly() ? "ro,relatime" : "rw,relatime";
      mounts.entries.add(new Entry(path, path, "8:1", "ext4", "/dev/sda1", options, "rw"));
    }
    mounts.entries.add(1, PROC);
    mounts.entries.add(2, SYS);
    return mounts;
  }

  /** {@code mounts}: as in {@code /etc/fstab}. */
  String table() {
    StringBuilder text = new StringBuilder();
    for (Entry m : entries) {
      text.append(String.join(" ", m.source, m.path, m.type, m.options, "0", "0\n"));
    }
    return text.toString();
  }

  /** {@code mountinfo}. */
  String info() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < entries.size(); i++) {
      Entry m = entries.get(i);
      text.append(FIRST_NUMBER + i).append(' ').append(holder(i)).append(' ');
      text.append(String.join(" ", m.device, m.root, m.path, m.options, "-", m.type));
      text.append(' ').append(m.source).append(' ').append(m.ofAll).append('\n');
    }
    return text.toString();
  }

  /** The number of the mount in which another one is made; the root's is nobody's. */
  private int holder(int index) {
    String path = entries.get(index).path;
    int best = -1;
    for (int i = 0; i < entries.size(); i++) {
      String other = entries.get(i).path;
      boolean holds = other.equals("/") || path.startsWith(other + "/");
      if (i != index && holds && (best < 0 || other.length() > entries.get(best).path.length())) {
        best = i;
      }
    }
    return index == 0 ? 1 : FIRST_NUMBER + best;
  }

  /** {@code mountstats}. */
  String statistics() {
    StringBuilder text = new StringBuilder();
    for (Entry m : entries) {
      text.append("device ").append(m.source).append(" mounted on ").append(m.path);
      text.append(" with fstype ").append(m.type).append('\n');
    }
    return text.toString();
  }

  /** As the kernel does it: what separates fields, in octal. */
  private static String escape(String path) {
    return path.replace("\\", "\\134")
        .replace(" ", "\\040")
        .replace("\t", "\\011")
        .replace("\n", "\\012");
  }
}
