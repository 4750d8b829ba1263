// A dependent chain of integer operations without any system call: a tracer should cost nothing. It is
// long enough for the spread of the start-up to be little beside it.
#include <stdint.h>
#include <stdio.h>

static const long STEPS = 3600000000;

int main(void) {
  uint64_t state = 88172645463325252u;
  for (long i = 0; i < STEPS; i++) {
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
  }
  printf("%016llx\n", (unsigned long long)state);
  return 0;
}
