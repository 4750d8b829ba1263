/*
 * Rule: rdrand, rdseed and transactions are hidden by the virtual cpuid.
 * Kind: varies
 * Reprise arguments: --hidden
 * Natively: prints other numbers in every run, where the processor has rdrand.
 * Fails without: CpuidModel.FEATURES_ECX and CpuidModel.answer.
 */
#include "../guest.h"
#include <cpuid.h>
#include <immintrin.h>

__attribute__((target("rdrnd"))) static unsigned long long rdrand(void) {
  unsigned long long value = 0;
  for (int i = 0; i < 100 && !_rdrand64_step(&value); i++) {
  }
  return value;
}

__attribute__((target("rdseed"))) static unsigned long long rdseed(void) {
  unsigned long long value = 0;
  for (int i = 0; i < 100 && !_rdseed64_step(&value); i++) {
  }
  return value;
}

int main(int argc, char **argv) {
  guest_init(argc, argv);
  unsigned int a, b, c, d;
  CHECK(__get_cpuid(1, &a, &b, &c, &d));
  int has_rdrand = c >> 30 & 1;
  CHECK(__get_cpuid_count(7, 0, &a, &b, &c, &d));
  int has_rdseed = b >> 18 & 1, has_rtm = b >> 11 & 1, has_hle = b >> 4 & 1;
  if (guest_has("--hidden")) CHECK(!has_rdrand && !has_rdseed && !has_rtm && !has_hle);
  if (has_rdrand) show("rdrand", "%llx", rdrand());
  if (has_rdseed) show("rdseed", "%llx", rdseed());
  return done("random instructions are used only where advertised");
}
