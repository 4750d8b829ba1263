package dev.reprise.kernel.process;

import dev.reprise.kernel.cpu.CpuidModel;

/** What the auxiliary vector says of the one virtual CPU model. */
final class VirtualHardware {
  /** CPUID leaf 1, EDX, of the virtual model. */
  static final long HWCAP = CpuidModel.FEATURES_EDX;

  /** No FSGSBASE, no ring-3 MWAIT. */
  static final long HWCAP2 = 0;

  /** Room for the largest signal frame that Reprise writes, on any host. */
  static final long MIN_SIGNAL_STACK = 12_288;

  private VirtualHardware() {}
}
