/*
 * Rule: the lengths of turns vary, so that no loop stays in step with the scheduler.
 * Kind: semantics
 * Natively: a lock which another thread takes again soon after each release can be had.
 * Fails without: RoundRobin.nextTurn, turns of unequal lengths.
 */
#include "../guest.h"

static volatile int held, over, started;

static int take(void) { return __atomic_exchange_n(&held, 1, __ATOMIC_SEQ_CST) == 0; }

static void release(void) { __atomic_store_n(&held, 0, __ATOMIC_SEQ_CST); }

/* Five events a round, four of them with the lock held. */
static void *keep_taking(void *phase) {
  for (long i = 0; i < (long)phase; i++) syscall(SYS_getppid);
  started = 1;
  while (!over) {
    while (!take()) sched_yield();
    for (int i = 0; i < 4; i++) syscall(SYS_getppid);
    release();
    syscall(SYS_getppid);
  }
  return NULL;
}

int main(int argc, char **argv) {
  guest_init(argc, argv);
  for (long phase = 0; phase < 5; phase++) {
    pthread_t t;
    over = started = 0;
    CHECK(pthread_create(&t, NULL, keep_taking, (void *)phase) == 0);
    while (!started) sched_yield();
    int64_t limit = now_nanos(CLOCK_MONOTONIC) + 5000000000LL;
    while (!take()) CHECK(now_nanos(CLOCK_MONOTONIC) < limit && sched_yield() == 0);
    over = 1;
    release();
    CHECK(pthread_join(t, NULL) == 0);
  }
  return done("a lock in much demand can be had");
}
