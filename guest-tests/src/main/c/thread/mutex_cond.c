/*
 * Rule: a mutex and a condition variable block in the scheduler.
 * Kind: semantics
 * Natively: ping-pong between two threads alternates strictly; timed waits end with ETIMEDOUT.
 * Fails without: FutexTable.wake and its order of arrival.
 */
#include "../guest.h"

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t condition = PTHREAD_COND_INITIALIZER;
static int turn, rounds;

static void *player(void *argument) {
  int me = (int)(long)argument;
  for (int i = 0; i < 500; i++) {
    pthread_mutex_lock(&mutex);
    while (turn != me) pthread_cond_wait(&condition, &mutex);
    CHECK(rounds++ % 2 == me);
    turn = 1 - me;
    pthread_cond_broadcast(&condition);
    pthread_mutex_unlock(&mutex);
  }
  return NULL;
}

static void *holder(void *argument) {
  (void)argument;
  struct timespec past = timespec_of(now_nanos(CLOCK_REALTIME) + 10000000);
  CHECK_RETURNS(pthread_mutex_trylock(&mutex), EBUSY);
  CHECK_RETURNS(pthread_mutex_timedlock(&mutex, &past), ETIMEDOUT);
  CHECK(now_nanos(CLOCK_REALTIME) >= nanos_of(past));
  past = timespec_of(now_nanos(CLOCK_MONOTONIC) + 10000000);
  CHECK_RETURNS(pthread_mutex_clocklock(&mutex, CLOCK_MONOTONIC, &past), ETIMEDOUT);
  return NULL;
}

int main(int argc, char **argv) {
  guest_init(argc, argv);
  pthread_t a, b;
  CHECK(pthread_create(&a, NULL, player, (void *)0) == 0 && pthread_create(&b, NULL, player, (void *)1) == 0);
  CHECK(pthread_join(a, NULL) == 0 && pthread_join(b, NULL) == 0);
  CHECK(rounds == 1000);

  pthread_mutex_lock(&mutex);
  CHECK(pthread_create(&a, NULL, holder, NULL) == 0 && pthread_join(a, NULL) == 0);
  struct timespec past = timespec_of(now_nanos(CLOCK_REALTIME) + 10000000);
  CHECK_RETURNS(pthread_cond_timedwait(&condition, &mutex, &past), ETIMEDOUT);
  pthread_mutex_unlock(&mutex);

  pthread_mutexattr_t kind;
  pthread_mutex_t checked;
  pthread_mutexattr_init(&kind);
  pthread_mutexattr_settype(&kind, PTHREAD_MUTEX_ERRORCHECK);
  pthread_mutex_init(&checked, &kind);
  CHECK(pthread_mutex_lock(&checked) == 0);
  CHECK_RETURNS(pthread_mutex_lock(&checked), EDEADLK);
  CHECK(pthread_mutex_unlock(&checked) == 0);
  CHECK_RETURNS(pthread_mutex_unlock(&checked), EPERM);
  return done("the ball changes sides 1000 times");
}
