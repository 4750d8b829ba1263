/*
 * Rule: rdtsc and rdtscp are trapped and answered from the virtual clock.
 * Kind: varies
 * Natively: every run reads another counter.
 * Fails without: InstructionTraps.readTimestamp.
 */
#include "../guest.h"
#include <x86intrin.h>

int main(int argc, char **argv) {
  guest_init(argc, argv);
  unsigned int cpu;
  uint64_t last = __rdtsc();
  for (int i = 0; i < 5; i++) {
    uint64_t next = __rdtsc();
    CHECK(next >= last);
    show("rdtsc", "%llu", (unsigned long long)next);
    last = next;
    next = __rdtscp(&cpu);
    show("rdtscp", "%llu on %u", (unsigned long long)next, cpu);
    CHECK(next >= last);
    last = next;
  }
  return done("the cycle counter runs forward");
}
