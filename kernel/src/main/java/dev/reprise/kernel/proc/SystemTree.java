package dev.reprise.kernel.proc;

import dev.reprise.kernel.Kernel;
import dev.reprise.kernel.Task;
import dev.reprise.kernel.file.Synthetic;
import dev.reprise.kernel.identity.Machine;
import org.jspecify.annotations.Nullable;

/** {@code /sys}: the CPUs, the one memory node, and what else programs size themselves by. */
final class SystemTree {
  private static final long PAGE = 4096;

  private static final String CPUS =
      """
      devices/system/cpu/kernel_max 255
      devices/system/cpu/isolated\s
      devices/system/cpu/offline\s
      devices/system/cpu/smt/active 0
      devices/system/cpu/smt/control notsupported
      devices/system/cpu/vulnerabilities/l1tf Not affected
      devices/system/cpu/vulnerabilities/mds Not affected
      devices/system/cpu/vulnerabilities/meltdown Not affected
      devices/system/cpu/vulnerabilities/spec_store_bypass Not affected
      devices/system/cpu/vulnerabilities/spectre_v1 Not affected
      devices/system/cpu/vulnerabilities/spectre_v2 Not affected
      devices/system/node/has_cpu 0
      devices/system/node/has_memory 0
      devices/system/node/has_normal_memory 0
      devices/system/node/online 0
      devices/system/node/possible 0
      devices/system/node/node0/distance 10
      """;

  private static final String LOOPBACK =
      """
      devices/virtual/net/lo/addr_len 6
      devices/virtual/net/lo/address 00:00:00:00:00:00
      devices/virtual/net/lo/broadcast 00:00:00:00:00:00
      devices/virtual/net/lo/carrier 1
      devices/virtual/net/lo/flags 0x9
      devices/virtual/net/lo/ifindex 1
      devices/virtual/net/lo/iflink 1
      devices/virtual/net/lo/mtu 65536
      devices/virtual/net/lo/operstate unknown
      devices/virtual/net/lo/tx_queue_len 1000
      devices/virtual/net/lo/type 772
      """;

  private static final String MEMORY =
      """
      kernel/mm/hugepages/hugepages-2048kB/free_hugepages 0
      kernel/mm/hugepages/hugepages-2048kB/nr_hugepages 0
      kernel/mm/hugepages/hugepages-2048kB/nr_overcommit_hugepages 0
      kernel/mm/hugepages/hugepages-2048kB/resv_hugepages 0
      kernel/mm/hugepages/hugepages-2048kB/surplus_hugepages 0
      kernel/mm/ksm/run 0
      kernel/mm/transparent_hugepage/defrag always defer defer+madvise [madvise] never
      kernel/mm/transparent_hugepage/enabled always [madvise] never
      kernel/mm/transparent_hugepage/hpage_pmd_size 2097152
      kernel/mm/transparent_hugepage/khugepaged/defrag 1
      kernel/mm/transparent_hugepage/shmem_enabled always within_size advise [never] deny force
      kernel/mm/transparent_hugepage/use_zero_page 1
      """;

  private final Machine machine;
  private final FileSet files = new FileSet(PAGE, this::content);

  SystemTree(Kernel kernel) {
    machine = new Machine(kernel);
    files.constants(CPUS);
    files.constants(LOOPBACK);
    files.constants(MEMORY);
    files.generated("devices/system/node/node0/meminfo");
    files.link("class/net/lo", "../../devices/virtual/net/lo");
    files.directories("block", "bus", "class/block", "class/tty", "dev/block", "dev/char");
    files.directories("firmware", "fs/cgroup", "kernel/debug", "kernel/security", "module");
    String all = CpuFiles.list(0, machine.cpus());
    for (String name : new String[] {"online", "possible", "present"}) {
      files.constant("devices/system/cpu/" + name, all + "\n");
    }
    files.constant("devices/system/node/node0/cpulist", all + "\n");
    files.constant(
        "devices/system/node/node0/cpumap", CpuFiles.mask(0, machine.cpus(), machine.cpus()));
    for (int cpu = 0; cpu < machine.cpus(); cpu++) {
      CpuFiles.addTo(files, cpu, machine.cpus());
    }
  }

  Synthetic.@Nullable Node lookup(String path, Task task) {
    return files.lookup(path, task);
  }

  private @Nullable String content(String path, Task task) {
    return path.equals("devices/system/node/node0/meminfo") ? MemoryInfo.node(machine) : null;
  }
}
