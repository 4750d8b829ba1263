package dev.reprise.kernel.proc;

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
    for (MemoryMap.Mapping mapping : map.mappings()) {
      line(text, mapping);
    }
    return text.toString();
  }

  private void line(StringBuilder text, MemoryMap.Mapping mapping) {
    int begin = text.length();
    text.append("%08x-%08x ".formatted(mapping.start(), mapping.end()));
    text.append(mapping.permissions()).append(" %08x ".formatted(mapping.offset()));
    text.append(device(mapping)).append(' ');
    text.append(mapping.file() ? files.numberOf(mapping.name()) : 0).append(' ');
    if (!mapping.name().isEmpty()) {
      text.repeat(' ', Math.max(0, begin + NAME_COLUMN - text.length())).append(mapping.name());
    }
    text.append('\n');
  }

  private static String device(MemoryMap.Mapping mapping) {
    if (!mapping.file()) {
      return NO_DEVICE;
    }
    String name = mapping.name();
    boolean memory =
        name.startsWith("/memfd:") || name.startsWith("/SYSV") || name.startsWith("/dev/");
    return memory ? MEMORY : DISK;
  }

  String smaps(MemoryMap map) {
    StringBuilder text = new StringBuilder();
    for (MemoryMap.Mapping mapping : map.mappings()) {
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
      text.append("%08x-%08x ---p 00000000 00:00 0 ".formatted(start, end));
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
