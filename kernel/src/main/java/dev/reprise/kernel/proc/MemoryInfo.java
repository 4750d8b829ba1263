package dev.reprise.kernel.proc;

import dev.reprise.kernel.identity.Machine;

/** {@code /proc/meminfo} and its relatives: constants of the virtual machine. */
final class MemoryInfo {
  private static final int PAGE = 4096;

  /** A value that is not the same for all machines is given by a letter for it. */
  private static final String TABLE =
      """
      MemTotal T
      MemFree F
      MemAvailable A
      Buffers B
      Cached C
      SwapCached 0
      Active C
      Inactive 0
      Active(anon) 0
      Inactive(anon) 0
      Active(file) C
      Inactive(file) 0
      Unevictable 0
      Mlocked 0
      SwapTotal 0
      SwapFree 0
      Dirty 0
      Writeback 0
      AnonPages 0
      Mapped 0
      Shmem 0
      KReclaimable 0
      Slab 0
      SReclaimable 0
      SUnreclaim 0
      KernelStack 0
      PageTables 0
      SecPageTables 0
      NFS_Unstable 0
      Bounce 0
      WritebackTmp 0
      CommitLimit H
      Committed_AS 0
      VmallocTotal 34359738367
      VmallocUsed 0
      VmallocChunk 0
      Percpu 0
      AnonHugePages 0
      ShmemHugePages 0
      ShmemPmdMapped 0
      FileHugePages 0
      FilePmdMapped 0
      """;

  /** {@code /proc/meminfo}. */
  static String text(Machine machine) {
    StringBuilder text = new StringBuilder();
    for (String line : TABLE.split("\n", -1)) {
      int blank = line.indexOf(' ');
      if (blank > 0) {
        append(text, line.substring(0, blank), value(line.substring(blank + 1), machine));
      }
    }
    for (String name : new String[] {"Total", "Free", "Rsvd", "Surp"}) {
      text.append("HugePages_").append(name).append(":       0\n");
    }
    append(text, "Hugepagesize", 2048);
    append(text, "Hugetlb", 0);
    append(text, "DirectMap4k", 0);
    append(text, "DirectMap2M", machine.totalMemory() >> 10);
    return text.toString();
  }

  private static long value(String value, Machine machine) {
    return switch (value) {
      case "T" -> machine.totalMemory() >> 10;
      case "F" -> machine.freeMemory() >> 10;
      case "A" -> machine.availableMemory() >> 10;
      case "B" -> machine.bufferMemory() >> 10;
      case "C" -> machine.cachedMemory() >> 10;
      case "H" -> machine.totalMemory() >> 11;
      default -> Long.parseLong(value);
    };
  }

  private static void append(StringBuilder text, String name, long kib) {
    String number = Long.toString(kib);
    text.append(name).append(':');
    text.repeat(' ', Math.max(1, 23 - name.length() - number.length()));
    text.append(number).append(" kB\n");
  }

  /** {@code /proc/vmstat}: nothing is ever paged. */
  static String statistics(Machine machine) {
    return "nr_free_pages "
        + machine.freeMemory() / PAGE
        + "\nnr_file_pages "
        + machine.cachedMemory() / PAGE
        + "\nnr_dirty 0\nnr_writeback 0\npgpgin 0\npgpgout 0\npswpin 0\npswpout 0\n"
        + "pgalloc_normal 0\npgfree 0\npgfault 0\npgmajfault 0\npgscan_kswapd 0\n"
        + "pgscan_direct 0\noom_kill 0\n";
  }

  /** {@code /sys/devices/system/node/node0/meminfo}. */
  static String node(Machine machine) {
    StringBuilder text = new StringBuilder();
    for (String line : text(machine).lines().limit(2).toList()) {
      text.append("Node 0 ").append(line).append('\n');
    }
    append(text, "Node 0 MemUsed", machine.totalMemory() - machine.freeMemory() >> 10);
    return text.toString();
  }

  private MemoryInfo() {}
}
