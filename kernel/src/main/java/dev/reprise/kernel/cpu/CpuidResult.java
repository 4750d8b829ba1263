package dev.reprise.kernel.cpu;

/** The four registers which cpuid sets. */
public record CpuidResult(int eax, int ebx, int ecx, int edx) {
  static final CpuidResult ZERO = new CpuidResult(0, 0, 0, 0);

  // Not by equals: a record's own methods are made at their first use, which takes ten
  // milliseconds.
  boolean isZero() {
    return (eax | ebx | ecx | edx) == 0;
  }
}
