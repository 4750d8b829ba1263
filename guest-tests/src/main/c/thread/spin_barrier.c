/*
 * Rule: many waits in a row at a barrier that spins are as deterministic as one, and take little time.
 * Kind: semantics
 * Natively: no thread is more than one phase ahead of another.
 * Fails without: Spins.wake, which sees that the memory of a thread's loop has changed.
 */
#include "../guest.h"

enum { THREADS = 3, PHASES = 200 };

static volatile int arrived, phase;
static volatile int at[THREADS];
static volatile unsigned long order = 1;

static void barrier(void) {
  int mine = phase;
  if (__atomic_add_fetch(&arrived, 1, __ATOMIC_SEQ_CST) == THREADS) {
    arrived = 0;
    phase = mine + 1;
  } else {
    while (phase == mine) __builtin_ia32_pause();
  }
}

static void *work(void *argument) {
  long self = (long)argument;
  for (int i = 0; i < PHASES; i++) {
    at[self] = i;
    if (self == i % THREADS) syscall(SYS_getppid);
    order = order * 31 + self;
    barrier();
    for (int other = 0; other < THREADS; other++) {
      CHECK(at[other] == i);
    }
    barrier();
  }
  return NULL;
}

int main(int argc, char **argv) {
  guest_init(argc, argv);
  pthread_t threads[THREADS];
  for (long i = 1; i < THREADS; i++) {
    CHECK(pthread_create(&threads[i], NULL, work, (void *)i) == 0);
  }
  work(NULL);
  for (int i = 1; i < THREADS; i++) CHECK(pthread_join(threads[i], NULL) == 0);
  show("order", "%lx", order);
  return done("a barrier that spins keeps its phases");
}
