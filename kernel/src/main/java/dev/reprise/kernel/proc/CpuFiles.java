package dev.reprise.kernel.proc;

import java.util.BitSet;

/** {@code /sys/devices/system/cpu/cpuN}: every CPU is a core of one package, without threads. */
final class CpuFiles {
  private static final int WORD_BITS = 32;

  /** Type, level, KiB, ways and whether all cores share it, as cpuid's leaf 4 says. */
  private record Cache(String type, int level, int kib, int ways, boolean shared) {
    private static final int LINE = 64;

    int sets() {
      return kib * 1024 / LINE / ways;
    }
  }

  private static final Cache[] CACHES = {
    new Cache("Data", 1, 32, 8, false),
    new Cache("Instruction", 1, 32, 4, false),
    new Cache("Unified", 2, 256, 8, false),
    new Cache("Unified", 3, 8192, 16, true)
  };

  static void addTo(FileSet files, int cpu, int cpus) {
    String root = "devices/system/cpu/cpu" + cpu + "/";
    if (cpu > 0) {
      files.constant(root + "online", "1\n");
    }
    files.link(root + "node0", "../../node/node0");
    files.link("devices/system/node/node0/cpu" + cpu, "../../cpu/cpu" + cpu);
    topology(files, root + "topology/", cpu, cpus);
    for (int i = 0; i < CACHES.length; i++) {
      cache(files, root + "cache/index" + i + "/", CACHES[i], cpu, cpus);
    }
  }

  private static void topology(FileSet files, String root, int cpu, int cpus) {
    files.constants(
        root + "core_id " + cpu + "\n" + root + "die_id 0\n" + root + "physical_package_id 0\n");
    for (String name : new String[] {"core_cpus", "thread_siblings", "cluster_cpus"}) {
      files.constant(root + name, mask(cpu, cpu + 1, cpus));
      files.constant(root + name + "_list", cpu + "\n");
    }
    for (String name : new String[] {"core_siblings", "die_cpus", "package_cpus"}) {
      files.constant(root + name, mask(0, cpus, cpus));
      files.constant(root + name + "_list", list(0, cpus) + "\n");
    }
    files.constant(root + "cluster_id", "65535\n");
  }

  private static void cache(FileSet files, String root, Cache cache, int cpu, int cpus) {
    int from = cache.shared ? 0 : cpu;
    int to = cache.shared ? cpus : cpu + 1;
    files.constant(root + "coherency_line_size", Cache.LINE + "\n");
    files.constant(root + "id", (cache.shared ? 0 : cpu) + "\n");
    files.constant(root + "level", cache.level + "\n");
    files.constant(root + "number_of_sets", cache.sets() + "\n");
    files.constant(root + "physical_line_partition", "1\n");
    files.constant(root + "shared_cpu_list", list(from, to) + "\n");
    files.constant(root + "shared_cpu_map", mask(from, to, cpus));
    files.constant(root + "size", cache.kib + "K\n");
    files.constant(root + "type", cache.type + "\n");
    files.constant(root + "ways_of_associativity", cache.ways + "\n");
  }

  /** The CPUs from {@code from} to {@code to - 1} as a list: "0", "0-3". */
  static String list(int from, int to) {
    return from + 1 == to ? Integer.toString(from) : from + "-" + (to - 1);
  }

  /** A set of CPUs as a list: "0-1,3". */
  static String list(BitSet set) {
    StringBuilder text = new StringBuilder();
    for (int from = set.nextSetBit(0); from >= 0; ) {
      int to = set.nextClearBit(from);
      text.append(text.isEmpty() ? "" : ",").append(list(from, to));
      from = set.nextSetBit(to);
    }
    return text.toString();
  }

  /** CPUs as a mask of as many hexadecimal digits as the machine needs, with a newline. */
  static String mask(int from, int to, int cpus) {
    BitSet set = new BitSet();
    set.set(from, to);
    return mask(set, cpus) + "\n";
  }

  static String mask(BitSet set, int cpus) {
    StringBuilder text = new StringBuilder();
    int first = (cpus - 1) / WORD_BITS;
    for (int word = first; word >= 0; word--) {
      long[] bits = set.get(word * WORD_BITS, (word + 1) * WORD_BITS).toLongArray();
      int bitsHere = Math.min(WORD_BITS, cpus - word * WORD_BITS);
      int digits = word == first ? (bitsHere + 3) / 4 : WORD_BITS / 4;
      String hex = Long.toHexString(bits.length == 0 ? 0 : bits[0]);
      text.append(word == first ? "" : ",").repeat('0', digits - hex.length()).append(hex);
    }
    return text.toString();
  }

  private CpuFiles() {}
}
