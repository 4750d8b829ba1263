package dev.reprise.kernel.proc;

import dev.reprise.kernel.cpu.CpuidModel;
import dev.reprise.kernel.cpu.CpuidResult;
import java.util.Locale;

/** {@code /proc/cpuinfo}: one entry of the same model for each CPU, each a core of one package. */
final class CpuInfo {
  private static final int EXTENDED_FEATURES = 0x8000_0001;

  /** The kernel's names of the bits of leaf 1, EDX, from bit 0; "-" is a bit without a name. */
  private static final String BASIC =
      "fpu vme de pse tsc msr pae mce cx8 apic - sep mtrr pge mca cmov pat pse36 pn clflush - dts"
          + " acpi mmx fxsr sse sse2 ss ht tm ia64 pbe";

  /** Those of leaf 1, ECX. */
  private static final String LATER =
      "pni pclmulqdq dtes64 monitor ds_cpl vmx smx est tm2 ssse3 cid sdbg fma cx16 xtpr pdcm - pcid"
          + " dca sse4_1 sse4_2 x2apic movbe popcnt tsc_deadline_timer aes xsave osxsave avx f16c"
          + " rdrand hypervisor";

  /** Those of leaf 0x80000001, EDX: the bits which leaf 1 has as well have no name here. */
  private static final String EXTENDED =
      "- - - - - - - - - - - syscall - - - - - - - mp nx - mmxext - - fxsr_opt pdpe1gb rdtscp - lm"
          + " 3dnowext 3dnow";

  /** What the kernel itself has found out. */
  private static final String KERNEL =
      "constant_tsc rep_good nopl xtopology nonstop_tsc cpuid tsc_known_freq ";

  private static final String ENTRY =
      """
      processor\t: %1$d
      vendor_id\t: %3$s
      cpu family\t: %4$d
      model\t\t: %5$d
      model name\t: %6$s
      stepping\t: %7$d
      microcode\t: 0x1
      cpu MHz\t\t: 1000.000
      cache size\t: 8192 KB
      physical id\t: 0
      siblings\t: %2$d
      core id\t\t: %1$d
      cpu cores\t: %2$d
      apicid\t\t: %1$d
      initial apicid\t: %1$d
      fpu\t\t: yes
      fpu_exception\t: yes
      cpuid level\t: %8$d
      wp\t\t: yes
      flags\t\t: %9$s
      bugs\t\t:
      bogomips\t: 2000.00
      clflush size\t: 64
      cache_alignment\t: 64
      address sizes\t: %10$d bits physical, %11$d bits virtual
      power management:

      """;

  static String text(int cpus) {
    String flags = flags();
    StringBuilder text = new StringBuilder();
    for (int cpu = 0; cpu < cpus; cpu++) {
      text.append(
          String.format(
              Locale.ROOT,
              ENTRY,
              cpu,
              cpus,
              CpuidModel.VENDOR,
              CpuidModel.FAMILY,
              CpuidModel.MODEL,
              CpuidModel.BRAND,
              CpuidModel.STEPPING,
              CpuidModel.MAXIMUM_LEAF,
              flags,
              CpuidModel.PHYSICAL_BITS,
              CpuidModel.LINEAR_BITS));
    }
    return text.toString();
  }

  private static String flags() {
    CpuidResult extended = new CpuidModel(1).answer(EXTENDED_FEATURES, 0);
    return names(BASIC, CpuidModel.FEATURES_EDX)
        + names(EXTENDED, extended.edx())
        + KERNEL
        + names(LATER, CpuidModel.FEATURES_ECX)
        + "lahf_lm";
  }

  private static String names(String table, int bits) {
    StringBuilder text = new StringBuilder();
    String[] names = table.split(" ", -1);
    for (int bit = 0; bit < names.length; bit++) {
      if ((bits >>> bit & 1) != 0 && !names[bit].equals("-")) {
        text.append(names[bit]).append(' ');
      }
    }
    return text.toString();
  }

  private CpuInfo() {}
}
