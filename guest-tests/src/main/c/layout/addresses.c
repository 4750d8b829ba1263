/*
 * Rule: the address layout is fixed.
 * Kind: varies
 * Natively: stack, heap, libraries and program move from run to run.
 * Fails without: FirstProcess.prepare (ADDR_NO_RANDOMIZE).
 */
#include "../guest.h"
#include <sys/auxv.h>

static int global;

int main(int argc, char **argv) {
  guest_init(argc, argv);
  int local = 0;
  void *heap = malloc(100), *mapped = mmap(NULL, 1 << 20, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  CHECK(heap && mapped != MAP_FAILED);
  show("stack", "%p", (void *)&local);
  show("environment", "%p", (void *)environ);
  show("heap", "%p", heap);
  show("break", "%p", sbrk(0));
  show("mapping", "%p", mapped);
  show("library", "%p", (void *)printf);
  show("program", "%p %p", (void *)main, (void *)&global);
  show("vdso", "%lx", getauxval(AT_SYSINFO_EHDR));
  show("program headers", "%lx", getauxval(AT_PHDR));
  show("thread pointer", "%p", (void *)pthread_self());
  return done("everything has an address");
}
