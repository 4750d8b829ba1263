/*
 * Rule: when no guest can ever run again, the run ends with a deadlock report.
 * Kind: semantics
 * Reprise arguments: --hang
 * Reprise exit: 121
 * Natively: two threads that take two locks in opposite order hang for ever, seen by a timed lock.
 * Fails without: Kernel.next, which throws Deadlock when no thread can run again.
 */
#include "../guest.h"

static pthread_mutex_t a = PTHREAD_MUTEX_INITIALIZER, b = PTHREAD_MUTEX_INITIALIZER;
static pthread_barrier_t both;
static int timed_out;

static void take(pthread_mutex_t *first, pthread_mutex_t *second) {
  pthread_mutex_lock(first);
  pthread_barrier_wait(&both);
  if (guest_has("--hang")) pthread_mutex_lock(second);
  struct timespec soon = timespec_of(now_nanos(CLOCK_REALTIME) + 20000000);
  if (pthread_mutex_timedlock(second, &soon) == ETIMEDOUT) {
    __atomic_add_fetch(&timed_out, 1, __ATOMIC_SEQ_CST);
  } else {
    pthread_mutex_unlock(second);
  }
  pthread_mutex_unlock(first);
}

static void *opposite(void *argument) {
  take(&b, &a);
  return argument;
}

int main(int argc, char **argv) {
  guest_init(argc, argv);
  pthread_barrier_init(&both, NULL, 2);
  pthread_t t;
  CHECK(pthread_create(&t, NULL, opposite, NULL) == 0);
  take(&a, &b);
  CHECK(pthread_join(t, NULL) == 0);
  CHECK(timed_out >= 1);
  return done("opposite orders block each other");
}
