package dev.reprise.kernel.proc;

import dev.reprise.kernel.Bytes;
import dev.reprise.kernel.Kernel;
import dev.reprise.kernel.Task;
import dev.reprise.kernel.identity.Machine;
import dev.reprise.kernel.random.RandomSource;
import org.jspecify.annotations.Nullable;

/** The settings of the kernel in {@code /proc/sys}: Linux's defaults, which nobody may change. */
final class Sysctl implements FileSet.Generator {
  /** The name of the generator from which the machine's identity at boot comes. */
  private static final long BOOT = -1;

  private static final String TABLE =
      """
      sys/kernel/acpi_video_flags 0
      sys/kernel/auto_msgmni 0
      sys/kernel/bootloader_type 114
      sys/kernel/core_pattern core
      sys/kernel/core_pipe_limit 0
      sys/kernel/core_uses_pid 0
      sys/kernel/ctrl-alt-del 0
      sys/kernel/dmesg_restrict 1
      sys/kernel/hung_task_timeout_secs 120
      sys/kernel/io_uring_disabled 2
      sys/kernel/kptr_restrict 1
      sys/kernel/max_lock_depth 1024
      sys/kernel/modules_disabled 1
      sys/kernel/msgmax 8192
      sys/kernel/msgmnb 16384
      sys/kernel/msgmni 32000
      sys/kernel/ngroups_max 65536
      sys/kernel/numa_balancing 0
      sys/kernel/ostype Linux
      sys/kernel/overflowgid 65534
      sys/kernel/overflowuid 65534
      sys/kernel/panic 0
      sys/kernel/perf_event_paranoid 3
      sys/kernel/pid_max 4194304
      sys/kernel/printk 4 4 1 7
      sys/kernel/pty/max 4096
      sys/kernel/pty/nr 0
      sys/kernel/pty/reserve 1024
      sys/kernel/random/entropy_avail 256
      sys/kernel/random/poolsize 256
      sys/kernel/random/urandom_min_reseed_secs 60
      sys/kernel/random/write_wakeup_threshold 256
      sys/kernel/randomize_va_space 0
      sys/kernel/sched_child_runs_first 0
      sys/kernel/sched_rr_timeslice_ms 100
      sys/kernel/sched_rt_period_us 1000000
      sys/kernel/sched_rt_runtime_us 950000
      sys/kernel/seccomp/actions_avail kill_process kill_thread trap errno trace log allow
      sys/kernel/sem 32000 1024000000 500 32000
      sys/kernel/shmall 18446744073692774399
      sys/kernel/shmmax 18446744073692774399
      sys/kernel/shmmni 4096
      sys/kernel/sysrq 0
      sys/kernel/tainted 0
      sys/kernel/threads-max 127040
      sys/kernel/unprivileged_bpf_disabled 2
      sys/kernel/yama/ptrace_scope 1
      sys/vm/compaction_proactiveness 20
      sys/vm/dirty_background_ratio 10
      sys/vm/dirty_ratio 20
      sys/vm/drop_caches 0
      sys/vm/legacy_va_layout 0
      sys/vm/max_map_count 65530
      sys/vm/min_free_kbytes 67584
      sys/vm/mmap_min_addr 65536
      sys/vm/mmap_rnd_bits 28
      sys/vm/nr_hugepages 0
      sys/vm/nr_overcommit_hugepages 0
      sys/vm/oom_kill_allocating_task 0
      sys/vm/overcommit_kbytes 0
      sys/vm/overcommit_memory 0
      sys/vm/overcommit_ratio 50
      sys/vm/page-cluster 3
      sys/vm/panic_on_oom 0
      sys/vm/swappiness 60
      sys/vm/unprivileged_userfaultfd 0
      sys/vm/vfs_cache_pressure 100
      sys/vm/zone_reclaim_mode 0
      sys/fs/aio-max-nr 65536
      sys/fs/aio-nr 0
      sys/fs/epoll/max_user_watches 3594035
      sys/fs/file-max 9223372036854775807
      sys/fs/file-nr 1024\t0\t9223372036854775807
      sys/fs/inotify/max_queued_events 16384
      sys/fs/inotify/max_user_instances 128
      sys/fs/inotify/max_user_watches 128573
      sys/fs/lease-break-time 45
      sys/fs/leases-enable 1
      sys/fs/mount-max 100000
      sys/fs/mqueue/msg_default 10
      sys/fs/mqueue/msg_max 10
      sys/fs/mqueue/msgsize_default 8192
      sys/fs/mqueue/msgsize_max 8192
      sys/fs/mqueue/queues_max 256
      sys/fs/nr_open 1048576
      sys/fs/overflowgid 65534
      sys/fs/overflowuid 65534
      sys/fs/pipe-max-size 1048576
      sys/fs/pipe-user-pages-hard 0
      sys/fs/pipe-user-pages-soft 16384
      sys/fs/protected_fifos 1
      sys/fs/protected_hardlinks 1
      sys/fs/protected_regular 2
      sys/fs/protected_symlinks 1
      sys/fs/suid_dumpable 0
      sys/net/core/optmem_max 20480
      sys/net/core/rmem_default 212992
      sys/net/core/rmem_max 212992
      sys/net/core/somaxconn 4096
      sys/net/core/wmem_default 212992
      sys/net/core/wmem_max 212992
      sys/net/ipv4/ip_local_port_range 32768\t60999
      sys/net/ipv4/ip_unprivileged_port_start 1024
      sys/net/ipv4/tcp_fastopen 0
      sys/net/ipv4/tcp_fin_timeout 60
      sys/net/ipv4/tcp_max_syn_backlog 512
      sys/net/ipv4/tcp_rmem 4096\t131072\t6291456
      sys/net/ipv4/tcp_wmem 4096\t16384\t4194304
      sys/net/ipv6/bindv6only 0
      sys/net/ipv6/conf/all/disable_ipv6 0
      sys/net/unix/max_dgram_qlen 512
      sys/user/max_user_namespaces 0
      """;

  private final Kernel kernel;
  private final Machine machine;

  Sysctl(Kernel kernel) {
    this.kernel = kernel;
    this.machine = new Machine(kernel);
  }

  void addTo(FileSet files) {
    files.constants(TABLE);
    files.constant("sys/kernel/cap_last_cap", Machine.LAST_CAPABILITY + "\n");
    files.constant("sys/kernel/domainname", Machine.DOMAIN + "\n");
    files.constant("sys/kernel/osrelease", Machine.RELEASE + "\n");
    files.constant("sys/kernel/version", Machine.VERSION + "\n");
    files.generated(
        "sys/kernel/hostname",
        "sys/kernel/ns_last_pid",
        "sys/kernel/random/boot_id",
        "sys/kernel/random/uuid");
  }

  @Override
  public @Nullable String content(String path, Task task) {
    return switch (path) {
      case "sys/kernel/hostname" -> machine.hostname() + "\n";
      case "sys/kernel/ns_last_pid" -> kernel.tasks().getLast().tid() + "\n";
      case "sys/kernel/random/boot_id" ->
          uuid(RandomSource.derive(kernel.config().randomSeed(), BOOT));
      case "sys/kernel/random/uuid" -> uuid(task.random());
      default -> null;
    };
  }

  /** A random UUID of version 4, variant 1 (RFC 9562). */
  private static String uuid(RandomSource random) {
    byte[] bytes = random.nextBytes(16);
    long high = Long.reverseBytes(Bytes.getLong(bytes, 0)) & ~0xf000L | 0x4000L;
    long low = Long.reverseBytes(Bytes.getLong(bytes, 8)) & ~(3L << 62) | 1L << 63;
    return new java.util.UUID(high, low) + "\n";
  }
}
