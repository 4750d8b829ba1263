package dev.reprise.kernel.proc;

/** {@code /proc/cpuinfo}: one entry of the same model for each CPU, each a core of one package. */
final class CpuInfo {
  private static final String FLAGS =
      "fpu vme de pse tsc msr pae mce cx8 apic sep mtrr pge mca cmov pat pse36 clflush mmx fxsr"
          + " sse sse2 ss syscall nx lm constant_tsc rep_good nopl xtopology nonstop_tsc cpuid"
          + " tsc_known_freq pni pclmulqdq ssse3 cx16 sse4_1 sse4_2 popcnt aes hypervisor lahf_lm";

  static String text(int cpus) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < cpus; i++) {
      text.append(
          """
          processor\t: %1$d
          vendor_id\t: GenuineIntel
          cpu family\t: 6
          model\t\t: 44
          model name\t: Reprise Virtual CPU
          stepping\t: 2
          microcode\t: 0x1
          cpu MHz\t\t: 1000.000
          cache size\t: 12288 KB
          physical id\t: 0
          siblings\t: %2$d
          core id\t\t: %1$d
          cpu cores\t: %2$d
          apicid\t\t: %1$d
          initial apicid\t: %1$d
          fpu\t\t: yes
          fpu_exception\t: yes
          cpuid level\t: 11
          wp\t\t: yes
          flags\t\t: %3$s
          bugs\t\t:
          bogomips\t: 2000.00
          clflush size\t: 64
          cache_alignment\t: 64
          address sizes\t: 40 bits physical, 48 bits virtual
          power management:

          """
              .formatted(i, cpus, FLAGS));
    }
    return text.toString();
  }

  private CpuInfo() {}
}
