package dev.reprise.kernel.proc;

import dev.reprise.kernel.Mapping;
import dev.reprise.kernel.file.MappedFiles;

/** {@code /proc/PID/maps} and {@code smaps}. */
final class MemoryText {
  /** The column in which the kernel writes the name of a mapping. */
  private static final int NAME_COLUMN = 73;

  private static final String DISK = "08:01";

  /** The device of memory that has an inode and no file system, such as that of memfd_create. */
  private static final String MEMORY = "00:01";

  private static final String NO_DEVICE = "00:00";

  private final MappedFiles files;

  MemoryText(MappedFiles files) {
    this.files = files;
  }

  String maps(MemoryMap map) {
    StringBuilder text = new StringBuilder();
    for (Mapping mapping : map.mappings()) {
      line(text, mapping);
    }
    return text.toString();
  }

  private void line(StringBuilder text, Mapping mapping) {
    int begin = text.length();
    range(text, mapping.start(), mapping.end()).append(mapping.permissions()).append(' ');
    hex(text, mapping.offset()).append(' ').append(device(mapping)).append(' ');
    text.append(mapping.isFile() ? files.numberOf(mapping.name()) : 0).append(' ');
    if (!mapping.name().isEmpty()) {
      text.repeat(' ', Math.max(0, begin + NAME_COLUMN - text.length())).append(mapping.name());
    }
    text.append('\n');
  }

  private static StringBuilder range(StringBuilder text, long start, long end) {
    hex(text, start).append('-');
    return hex(text, end).append(' ');
  }

  /** At least eight digits. */
  private static StringBuilder hex(StringBuilder text, long value) {
    String digits = Long.toHexString(value);
    return text.repeat('0', Math.max(0, 8 - digits.length())).append(digits);
  }

  private static String device(Mapping mapping) {
    if (!mapping.isFile()) {
      return NO_DEVICE;
    }
    String name = mapping.name();
    boolean memory =
        name.startsWith("/memfd:") || name.startsWith("/SYSV") || name.startsWith("/dev/");
    return memory ? MEMORY : DISK;
  }

  String smaps(MemoryMap map) {
    StringBuilder text = new StringBuilder();
    for (Mapping mapping : map.mappings()) {
      line(text, mapping);
      long size = mapping.length();
      amounts(text, size, mapping.isAccessible() ? size : 0, mapping.isWritable());
    }
    return text.toString();
  }

  String smapsRollup(MemoryMap map) {
    StringBuilder text = new StringBuilder();
    if (!map.mappings().isEmpty()) {
      long start = map.mappings().getFirst().start();
      long end = map.mappings().getLast().end();
      range(text, start, end).append("---p 00000000 00:00 0 ");
      text.repeat(' ', Math.max(0, NAME_COLUMN - text.length())).append("[rollup]\n");
    }
    amounts(text, -1, map.resident(), true);
    return text.toString();
  }

  /** Sizes in KiB, and in which pages; a size below zero is left out. */
  private static void amounts(StringBuilder text, long size, long resident, boolean written) {
    if (size >= 0) {
      amount(text, "Size", size);
      amount(text, "KernelPageSize", 4096);
      amount(text, "MMUPageSize", 4096);
    }
    amount(text, "Rss", resident);
    amount(text, "Pss", resident);
    amount(text, "Pss_Dirty", written ? resident : 0);
    amount(text, "Shared_Clean", 0);
    amount(text, "Shared_Dirty", 0);
    amount(text, "Private_Clean", written ? 0 : resident);
    amount(text, "Private_Dirty", written ? resident : 0);
    amount(text, "Referenced", resident);
    for (String name : new String[] {"Anonymous", "LazyFree", "AnonHugePages", "Swap", "SwapPss"}) {
      amount(text, name, 0);
    }
    amount(text, "Locked", 0);
  }

  private static void amount(StringBuilder text, String name, long bytes) {
    String number = Long.toString(bytes >> 10);
    text.append(name).append(':');
    text.repeat(' ', 23 - name.length() - number.length()).append(number).append(" kB\n");
  }
}
