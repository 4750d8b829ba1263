/*
 * Rule: cpuid answers alike wherever its code is, and changes nothing but its four registers.
 * Kind: host
 * Natively: prints the host's processor.
 * Fails without: StubArea.addStub, CodePatcher.displace and CodePatcher.codeMoved.
 *
 * The program's own code is mapped again as libraries are, near which the answers can be given
 * without a stop; there it is moved, changed and copied by fork.
 */
#include "../guest.h"
#include <cpuid.h>

/*
 * edi: leaf, esi: subleaf, rdx: four words for the answer; 0 when flags, the red zone and the other
 * registers are as before. What surrounds the instruction can be moved away together with it.
 */
__attribute__((naked, noinline)) static long probe(unsigned int leaf, unsigned int sub, unsigned int *out) {
  __asm__ volatile(
      "push %rbx\n"
      "mov %rdx, %r8\n"
      "movq $0x11111111, -8(%rsp)\n"
      "movq $0x22222222, -128(%rsp)\n"
      "mov %rsp, %r10\n"
      "mov $-1, %rax\n"
      "mov $-1, %rcx\n"
      "mov %edi, %eax\n"
      "mov %esi, %ecx\n"
      "xor %r11d, %r11d\n"
      "stc\n"
      "cpuid\n"
      "mov %rax, %r9\n"
      "mov %r9d, %r9d\n"
      "jnc 1f\n"
      "jnz 1f\n"
      "cmp %rax, %r9\n"
      "jne 1f\n"
      "mov %eax, (%r8)\n"
      "mov %ebx, 4(%r8)\n"
      "mov %ecx, 8(%r8)\n"
      "mov %edx, 12(%r8)\n"
      "cmp %rsp, %r10\n"
      "jne 1f\n"
      "cmpq $0x11111111, -8(%rsp)\n"
      "jne 1f\n"
      "cmpq $0x22222222, -128(%rsp)\n"
      "jne 1f\n"
      "xor %eax, %eax\n"
      "pop %rbx\n"
      "ret\n"
      "1: mov $1, %eax\n"
      "pop %rbx\n"
      "ret\n");
}

typedef long (*probe_function)(unsigned int, unsigned int, unsigned int *);

static const unsigned int LEAFS[][2] = {
    {0, 0}, {1, 0}, {2, 0}, {4, 0}, {4, 1}, {4, 3}, {4, 9}, {7, 0}, {0xb, 0}, {0xb, 1}, {0xb, 2}, {0xb, 0x1ff},
    {0x80000000, 0}, {0x80000001, 0}, {0x80000002, 0}, {0x80000006, 0}, {0x80000008, 0}};

static void compare(const char *what, probe_function copy) {
  for (size_t i = 0; i < sizeof LEAFS / sizeof *LEAFS; i++) {
    unsigned int here[4], there[4];
    unsigned int leaf = LEAFS[i][0], sub = LEAFS[i][1];
    CHECK(probe(leaf, sub, here) == 0);
    CHECK(copy(leaf, sub, there) == 0);
    if (leaf == 1) here[1] = there[1] = here[1] & 0x00ffffff; /* the APIC id is the current core's */
    if (leaf == 0xb) here[3] = there[3] = 0;
    CHECK(memcmp(here, there, sizeof here) == 0);
    char name[64];
    snprintf(name, sizeof name, "%s %x.%x", what, leaf, sub);
    show(name, "%08x %08x %08x %08x", there[0], there[1], there[2], there[3]);
  }
}

int main(int argc, char **argv) {
  guest_init(argc, argv);
  unsigned long start = 0, end = 0, offset = 0;
  char line[512];
  FILE *maps = fopen("/proc/self/maps", "r");
  CHECK(maps != NULL);
  while (fgets(line, sizeof line, maps)) {
    CHECK(sscanf(line, "%lx-%lx %*s %lx", &start, &end, &offset) == 3);
    if ((unsigned long)probe >= start && (unsigned long)probe < end) break;
  }
  fclose(maps);
  CHECK((unsigned long)probe < end);
  size_t length = end - start, at = (unsigned long)probe - start;
  int program = open("/proc/self/exe", O_RDONLY);
  CHECK(program >= 0);

  char *copy = mmap(NULL, length, PROT_READ | PROT_EXEC, MAP_PRIVATE, program, offset);
  CHECK(copy != MAP_FAILED);
  compare("mapped", (probe_function)(copy + at));

  pid_t child = fork();
  CHECK(child >= 0);
  if (child == 0) {
    compare("forked", (probe_function)(copy + at));
    _exit(0);
  }
  int status;
  CHECK(waitpid(child, &status, 0) == child && status == 0);

  char *room = mmap(NULL, length, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  CHECK(room != MAP_FAILED);
  char *moved = mremap(copy, length, length, MREMAP_MAYMOVE | MREMAP_FIXED, room);
  CHECK(moved == room);
  compare("moved", (probe_function)(moved + at));

  /* Other code at the place is what it is, and the first code again when that is back. */
  CHECK(mprotect(moved, length, PROT_READ | PROT_WRITE) == 0);
  static const unsigned char SEVEN[] = {0xb8, 7, 0, 0, 0, 0xc3};
  memset(moved + at, 0x90, 64);
  memcpy(moved + at + 64, SEVEN, sizeof SEVEN);
  CHECK(mprotect(moved, length, PROT_READ | PROT_EXEC) == 0);
  CHECK(((probe_function)(moved + at))(0, 0, NULL) == 7);
  CHECK(mprotect(moved, length, PROT_READ | PROT_WRITE) == 0);
  CHECK(pread(program, moved, length, (off_t)offset) > 0);
  CHECK(mprotect(moved, length, PROT_READ | PROT_EXEC) == 0);
  compare("restored", (probe_function)(moved + at));

  CHECK(munmap(moved, length) == 0);
  copy = mmap(moved, length, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_FIXED, program, offset);
  CHECK(copy == moved);
  compare("mapped again", (probe_function)(copy + at));
  return done("a copy of the code answers as the code does");
}
