package dev.reprise.kernel.proc;

/**
 * The mounts which a guest sees: one disk, and what every Linux has. How the container is put
 * together from layers and the host's directories does not show.
 */
final class Mounts {
  /** Id, device, place, type, source and options of the file system. */
  private static final String[][] MOUNTS = {
    {"20", "1", "8:1", "/", "ext4", "/dev/sda1", "rw,relatime"},
    {"21", "20", "0:20", "/proc", "proc", "proc", "rw,nosuid,nodev,noexec,relatime"},
    {"22", "20", "0:21", "/sys", "sysfs", "sysfs", "ro,nosuid,nodev,noexec,relatime"},
  };

  /** {@code mounts}: as in {@code /etc/fstab}. */
  static String table() {
    StringBuilder text = new StringBuilder();
    for (String[] m : MOUNTS) {
      text.append(String.join(" ", m[5], m[3], m[4], m[6], "0", "0\n"));
    }
    return text.toString();
  }

  /** {@code mountinfo}. */
  static String info() {
    StringBuilder text = new StringBuilder();
    for (String[] m : MOUNTS) {
      String access = m[6].substring(0, 2);
      text.append(
          String.join(" ", m[0], m[1], m[2], "/", m[3], m[6], "-", m[4], m[5], access + "\n"));
    }
    return text.toString();
  }

  /** {@code mountstats}. */
  static String statistics() {
    StringBuilder text = new StringBuilder();
    for (String[] m : MOUNTS) {
      text.append("device ").append(m[5]).append(" mounted on ").append(m[3]);
      text.append(" with fstype ").append(m[4]).append('\n');
    }
    return text.toString();
  }

  private Mounts() {}
}
