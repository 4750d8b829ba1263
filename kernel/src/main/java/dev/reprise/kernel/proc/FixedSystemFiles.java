package dev.reprise.kernel.proc;

/** The files in {@code /proc} which tell of the machine and never change. */
final class FixedSystemFiles {
  private static final String FILE_SYSTEMS =
      """
      nodev\tsysfs
      nodev\ttmpfs
      nodev\tproc
      nodev\tdevtmpfs
      nodev\tsockfs
      nodev\tpipefs
      nodev\tdevpts
      \text4
      """;

  private static final String DEVICES =
      """
      Character devices:
        1 mem
        5 /dev/tty
        5 /dev/console
        5 /dev/ptmx
      136 pts

      Block devices:
        8 sd
      """;

  private static final String PRESSURE =
      """
      some avg10=0.00 avg60=0.00 avg300=0.00 total=0
      full avg10=0.00 avg60=0.00 avg300=0.00 total=0
      """;

  static void addTo(FileSet files) {
    files.link("mounts", "self/mounts");
    files.link("net", "self/net");
    files.constant("cmdline", "BOOT_IMAGE=/boot/vmlinuz root=/dev/sda1 ro quiet\n");
    files.constant("filesystems", FILE_SYSTEMS);
    files.constant("devices", DEVICES);
    files.constant("swaps", "Filename\t\t\t\tType\t\tSize\t\tUsed\t\tPriority\n");
    files.constant("partitions", "major minor  #blocks  name\n\n   8        1   67108864 sda1\n");
    files.constant("diskstats", "   8       1 sda1 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0\n");
    files.constant("interrupts", "           CPU0       \n");
    files.constant("consoles", "");
    files.constant("execdomains", "0-0\tLinux           \t[kernel]\n");
    files.constant("locks", "");
    files.constant("misc", "");
    files.constant("modules", "");
    files.constant("pressure/cpu", PRESSURE);
    files.constant("pressure/io", PRESSURE);
    files.constant("pressure/memory", PRESSURE);
    files.directories("bus", "driver", "fs", "irq", "tty");
  }

  private FixedSystemFiles() {}
}
