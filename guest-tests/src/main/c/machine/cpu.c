/*
 * Rule: cpuid, the number of CPUs, affinity, AT_HWCAP and cache sizes are one virtual machine's.
 * Kind: host
 * Natively: prints the host's processor.
 * Fails without: CpuidModel.answer, InstructionTraps.identify and CpuCalls.getAffinity.
 */
#include "../guest.h"
#include <cpuid.h>
#include <sys/auxv.h>

static void leaf(unsigned int number, unsigned int sub) {
  unsigned int a = 0, b = 0, c = 0, d = 0;
  __cpuid_count(number, sub, a, b, c, d);
  char name[32];
  snprintf(name, sizeof name, "cpuid %x.%x", number, sub);
  if (number == 1) b &= 0x00ffffff; /* the APIC id is the current core's */
  if (number == 0xb) d = 0;
  show(name, "%08x %08x %08x %08x", a, b, c, d);
}

int main(int argc, char **argv) {
  guest_init(argc, argv);
  unsigned int words[13] = {0};
  unsigned int a, b, c, d;
  __cpuid(0, a, b, c, d);
  CHECK(a >= 7);
  memcpy(words, (unsigned int[]){b, d, c}, 12);
  show("vendor", "%.12s", (char *)words);
  for (unsigned int i = 0; i <= (a < 0x20 ? a : 0x20); i++) leaf(i, 0);
  for (unsigned int i = 0; i < 4; i++) leaf(4, i);
  for (unsigned int i = 0; i < 3; i++)
    __cpuid(0x80000002 + i, words[4 * i], words[4 * i + 1], words[4 * i + 2], words[4 * i + 3]);
  show("brand", "%.48s", (char *)words);
  __cpuid(1, a, b, c, d);
  CHECK(d & (1 << 26)); /* SSE2 is part of x86-64 */
  /* The same answer each time, and the same by every path to it. */
  unsigned int a2, b2, c2, d2;
  __cpuid(1, a2, b2, c2, d2);
  CHECK(a == a2 && d == d2);
  CHECK(getauxval(AT_HWCAP) != 0);
  show("AT_HWCAP", "%lx", getauxval(AT_HWCAP));
  show("AT_HWCAP2", "%lx", getauxval(AT_HWCAP2));
  show("AT_PLATFORM", "%s", (char *)getauxval(AT_PLATFORM));
  show("AT_MINSIGSTKSZ", "%lu", getauxval(AT_MINSIGSTKSZ));

  cpu_set_t set;
  CHECK(sched_getaffinity(0, sizeof set, &set) == 0);
  long online = sysconf(_SC_NPROCESSORS_ONLN);
  CHECK(online >= 1 && CPU_COUNT(&set) >= 1);
  show("CPUs", "online %ld, configured %ld, affinity %d", online, sysconf(_SC_NPROCESSORS_CONF),
       CPU_COUNT(&set));
  show("caches", "%ld %ld %ld line %ld", sysconf(_SC_LEVEL1_DCACHE_SIZE),
       sysconf(_SC_LEVEL2_CACHE_SIZE), sysconf(_SC_LEVEL3_CACHE_SIZE),
       sysconf(_SC_LEVEL1_DCACHE_LINESIZE));
  return done("the processor is the same each time");
}
