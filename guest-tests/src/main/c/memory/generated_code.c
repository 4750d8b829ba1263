/*
 * Rule: cpuid and rdtsc are virtual also in code that is made at run time.
 * Kind: varies
 * Natively: code written into a page reads the host's cycle counter.
 * Fails without: FirstProcess.prepare (PR_SET_TSC) and GeneratedCode.atFault.
 */
#include "../guest.h"
#include <cpuid.h>

/* rdtsc; shl $32, %rdx; or %rdx, %rax; ret */
static const unsigned char READ_COUNTER[] = {0x0f, 0x31, 0x48, 0xc1, 0xe2, 0x20, 0x48, 0x09, 0xd0, 0xc3};
/* push %rbx; mov %edi, %eax; xor %ecx, %ecx; cpuid; pop %rbx; ret */
static const unsigned char READ_MODEL[] = {0x53, 0x89, 0xf8, 0x31, 0xc9, 0x0f, 0xa2, 0x5b, 0xc3};

int main(int argc, char **argv) {
  guest_init(argc, argv);
  unsigned char *page = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  CHECK(page != MAP_FAILED);
  memcpy(page, READ_COUNTER, sizeof READ_COUNTER);
  memcpy(page + 64, READ_MODEL, sizeof READ_MODEL);
  CHECK(mprotect(page, 4096, PROT_READ | PROT_EXEC) == 0);
  uint64_t (*counter)(void) = (uint64_t(*)(void))page;
  unsigned int (*model)(unsigned int) = (unsigned int (*)(unsigned int))(page + 64);
  uint64_t before = counter(), after = counter();
  CHECK(after >= before);
  show("rdtsc", "%llu %llu", (unsigned long long)before, (unsigned long long)after);
  unsigned int a = 0, b, c, d;
  __get_cpuid(1, &a, &b, &c, &d);
  CHECK(model(1) == a);
  show("cpuid", "%x", model(1));
  return done("generated code sees the same machine");
}
