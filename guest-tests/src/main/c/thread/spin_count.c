/*
 * Rule: a loop that counts while it waits has no place at which it could be stopped, and goes on.
 * Kind: semantics
 * Natively: the spin ends, with another count each time.
 * Fails without: WallTimer.WallTimer, whose expiry ends the run and shows the limit.
 * Reprise limit: thread 2 of process 2 (spin_count), able to run
 * Reprise exit: 124
 */
#include "../guest.h"

static volatile int flag;

static void *setter(void *argument) {
  flag = 1;
  return argument;
}

int main(int argc, char **argv) {
  guest_init(argc, argv);
  pthread_t t;
  CHECK(pthread_create(&t, NULL, setter, NULL) == 0);
  unsigned long count = 0;
  while (!flag) count++;
  CHECK(pthread_join(t, NULL) == 0);
  show("count", "%lu", count);
  return done("a counting spin ends");
}
