/*
 * Rule: the vDSO is removed or replaced, so that it cannot answer from the host's clock.
 * Kind: varies
 * Natively: calling the vDSO by hand gives the host's time, and no tracer sees it.
 * Fails without: AuxiliaryVector.ENTRIES and NewProgram.unmapVdso.
 */
#include "../guest.h"
#include <elf.h>
#include <sys/auxv.h>

typedef int (*clock_function)(clockid_t, struct timespec *);

/* Finds a function by the dynamic symbols of the image, as a C library does. */
static void *find(const char *image, const char *wanted) {
  const Elf64_Ehdr *header = (const Elf64_Ehdr *)image;
  const Elf64_Phdr *segments = (const Elf64_Phdr *)(image + header->e_phoff);
  const Elf64_Dyn *dynamic = NULL;
  for (int i = 0; i < header->e_phnum; i++) {
    if (segments[i].p_type == PT_DYNAMIC) dynamic = (const Elf64_Dyn *)(image + segments[i].p_offset);
  }
  const Elf64_Sym *symbols = NULL;
  const char *names = NULL;
  CHECK(dynamic != NULL);
  for (; dynamic->d_tag != DT_NULL; dynamic++) {
    if (dynamic->d_tag == DT_SYMTAB) symbols = (const Elf64_Sym *)(image + dynamic->d_un.d_ptr);
    if (dynamic->d_tag == DT_STRTAB) names = image + dynamic->d_un.d_ptr;
  }
  CHECK(symbols != NULL && names != NULL);
  /* The string table follows the symbol table. */
  for (const Elf64_Sym *s = symbols; (const char *)s < names; s++) {
    if (strcmp(names + s->st_name, wanted) == 0) return (void *)(image + s->st_value);
  }
  return NULL;
}

int main(int argc, char **argv) {
  guest_init(argc, argv);
  const char *image = (const char *)getauxval(AT_SYSINFO_EHDR);
  struct timespec t = {0, 0};
  if (image == NULL) {
    show("vDSO", "absent");
    return done("the vDSO agrees with the kernel");
  }
  clock_function function = (clock_function)find(image, "__vdso_clock_gettime");
  if (function == NULL) function = (clock_function)find(image, "clock_gettime");
  CHECK(function != NULL);
  int64_t before = now_nanos(CLOCK_MONOTONIC);
  CHECK(function(CLOCK_MONOTONIC, &t) == 0);
  CHECK(nanos_of(t) >= before && nanos_of(t) <= now_nanos(CLOCK_MONOTONIC));
  show("vDSO", "%lld", (long long)nanos_of(t));
  return done("the vDSO agrees with the kernel");
}
