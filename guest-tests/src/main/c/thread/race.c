/*
 * Rule: the decision sequence decides a data race, and another schedule seed decides it otherwise.
 * Kind: schedule
 * Natively: updates get lost, how many differs by chance.
 * Fails without: SeededRandom.choose, a decision at every event.
 */
#include "../guest.h"

enum { THREADS = 3, STEPS = 200 };
static volatile int counter;
static pthread_barrier_t barrier;

static void *increments(void *argument) {
  pthread_barrier_wait(&barrier);
  for (int i = 0; i < STEPS; i++) {
    int seen = counter;
    syscall(SYS_getppid); /* an event in the middle of the update */
    counter = seen + 1;
  }
  return argument;
}

int main(int argc, char **argv) {
  guest_init(argc, argv);
  pthread_t t[THREADS];
  pthread_barrier_init(&barrier, NULL, THREADS);
  for (int i = 0; i < THREADS; i++) CHECK(pthread_create(&t[i], NULL, increments, NULL) == 0);
  for (int i = 0; i < THREADS; i++) CHECK(pthread_join(t[i], NULL) == 0);
  CHECK(counter >= 1 && counter <= THREADS * STEPS);
  show("counter", "%d", counter);
  return done("the counter is within its bounds");
}
