/*
 * Rule: rdrand and rdseed are rewritten where found, for programs which never ask cpuid.
 * Kind: varies
 * Natively: prints other numbers in every run, or meets SIGILL on a processor without them.
 * Fails without: CodePatcher.codeMapped.
 */
#include "../guest.h"
#include <immintrin.h>
#include <setjmp.h>

static sigjmp_buf back;
static void illegal(int signal) { siglongjmp(back, signal); }

__attribute__((target("rdrnd,rdseed"), noinline)) static int draw(int which, unsigned long long *value) {
  unsigned int narrow = 0;
  unsigned short half = 0;
  int ok = 0;
  for (int i = 0; i < 100 && !ok; i++) {
    switch (which) {
      case 0: ok = _rdrand64_step(value); break;
      case 1: ok = _rdrand32_step(&narrow); *value = narrow; break;
      case 2: ok = _rdrand16_step(&half); *value = half; break;
      default: ok = _rdseed64_step(value); break;
    }
  }
  return ok;
}

int main(int argc, char **argv) {
  guest_init(argc, argv);
  handle(SIGILL, illegal, SA_NODEFER);
  for (int which = 0; which < 4; which++) {
    unsigned long long value = 0;
    if (sigsetjmp(back, 1) != 0) {
      show("draw", "%d is illegal", which);
      continue;
    }
    int ok = draw(which, &value);
    show("draw", "%d: %s %llx", which, ok ? "got" : "none", value);
  }
  return done("random instructions succeed, fail or are illegal");
}
