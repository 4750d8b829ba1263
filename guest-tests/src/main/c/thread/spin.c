/*
 * Rule: threads that share memory take turns, also one that spins with sched_yield.
 * Kind: semantics
 * Natively: a spin on a flag that another thread sets ends.
 * Fails without: RoundRobin.choose, the end of a turn.
 */
#include "../guest.h"

static volatile int flag, stage;

static void *setter(void *argument) {
  for (int i = 0; i < 20; i++) syscall(SYS_getppid);
  flag = 1;
  while (stage < 1) sched_yield();
  for (int i = 0; i < 20; i++) syscall(SYS_getppid);
  flag = 2;
  return argument;
}

int main(int argc, char **argv) {
  guest_init(argc, argv);
  pthread_t t;
  CHECK(pthread_create(&t, NULL, setter, NULL) == 0);
  while (flag < 1) sched_yield();
  stage = 1;
  while (flag < 2) sched_yield();
  CHECK(pthread_join(t, NULL) == 0);
  CHECK(flag == 2);
  return done("polite spins end");
}
