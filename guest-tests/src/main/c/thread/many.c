/*
 * Rule: creation follows schedule order, so that ids and random bytes belong to the same thread.
 * Kind: varies
 * Natively: which of the threads comes first, and its random bytes, vary.
 * Fails without: RandomSource.derive, a generator for each thread in the order of creation.
 */
#include "../guest.h"
#include <sys/random.h>

enum { THREADS = 32 };
static volatile int arrivals[THREADS], next;
static uint32_t bytes[THREADS];
static pid_t tids[THREADS];

static void *arrives(void *argument) {
  long me = (long)argument;
  tids[me] = gettid();
  CHECK(getrandom(&bytes[me], sizeof *bytes, 0) == sizeof *bytes);
  arrivals[__atomic_fetch_add(&next, 1, __ATOMIC_SEQ_CST)] = (int)me;
  return argument;
}

int main(int argc, char **argv) {
  guest_init(argc, argv);
  pthread_t t[THREADS];
  for (long i = 0; i < THREADS; i++) CHECK(pthread_create(&t[i], NULL, arrives, (void *)i) == 0);
  for (int i = 0; i < THREADS; i++) CHECK(pthread_join(t[i], NULL) == 0);
  CHECK(next == THREADS);
  for (int i = 0; i < THREADS; i++) {
    show("thread", "%d has id %d, random %08x; arrival %d", i, tids[i], bytes[i], arrivals[i]);
    for (int j = 0; j < i; j++) CHECK(bytes[i] != bytes[j] || i == j);
  }
  return done("all threads arrive");
}
