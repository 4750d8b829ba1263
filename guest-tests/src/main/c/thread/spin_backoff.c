/*
 * Rule: a loop that waits longer each time, up to a bound, is seen to wait once the bound is reached.
 * Kind: semantics
 * Natively: each wait ends, whether its counter is in a register or in memory.
 * Fails without: LoopSearch.isAtAnchor, by which a state is known again, with its registers and memory.
 */
#include "../guest.h"

enum { MOST = 300 };

static volatile int flag;

static void *setter(void *argument) {
  for (int i = 1; i <= 3; i++) {
    for (int call = 0; call < 40; call++) syscall(SYS_getppid);
    flag = i;
  }
  return argument;
}

static void wait_in_register(int value) {
  for (int pauses = 1; flag < value; pauses = pauses < MOST ? 2 * pauses : pauses) {
    for (int i = 0; i < pauses; i++) __builtin_ia32_pause();
  }
}

static void wait_in_memory(int value) {
  volatile int pauses = 1;
  while (flag < value) {
    for (volatile int i = 0; i < pauses; i++) __builtin_ia32_pause();
    if (pauses < MOST) pauses = 2 * pauses;
  }
}

int main(int argc, char **argv) {
  guest_init(argc, argv);
  pthread_t t;
  CHECK(pthread_create(&t, NULL, setter, NULL) == 0);
  wait_in_register(1);
  wait_in_memory(2);
  wait_in_register(3);
  CHECK(pthread_join(t, NULL) == 0);
  return done("bounded backoff ends");
}
