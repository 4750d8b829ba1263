/*
 * Rule: threads take turns at events alone, so that one which spins without any event keeps its turn.
 * Kind: semantics
 * Natively: a spin on a flag that another thread sets ends.
 * Fails without: WallTimer.WallTimer, whose expiry ends the run and shows the limit.
 * Reprise limit: thread 2 of process 2 (pure_spin), able to run
 * Reprise exit: 124
 */
#include "../guest.h"

static volatile int flag;

static void *setter(void *argument) {
  for (int i = 0; i < 20; i++) syscall(SYS_getppid);
  flag = 1;
  return argument;
}

int main(int argc, char **argv) {
  guest_init(argc, argv);
  pthread_t t;
  CHECK(pthread_create(&t, NULL, setter, NULL) == 0);
  while (!flag) __builtin_ia32_pause();
  CHECK(pthread_join(t, NULL) == 0);
  return done("a pure spin ends");
}
