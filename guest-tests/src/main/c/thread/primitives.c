/*
 * Rule: rwlock, barrier, semaphore, once, join and thread-specific data block in the scheduler.
 * Kind: semantics
 * Natively: each primitive keeps its promise, with timeouts.
 * Fails without: FutexTable.wake.
 */
#include "../guest.h"
#include <semaphore.h>

static pthread_rwlock_t lock = PTHREAD_RWLOCK_INITIALIZER;
static pthread_barrier_t barrier;
static pthread_once_t once = PTHREAD_ONCE_INIT;
static sem_t items, room;
static int value, readers_inside, runs, serial, phase[4], queue, taken;

static void initialise(void) {
  sleep_millis(5);
  runs++;
}

static void *everything(void *argument) {
  long me = (long)argument;
  pthread_once(&once, initialise);
  CHECK(runs == 1);
  for (int i = 0; i < 50; i++) {
    if (pthread_barrier_wait(&barrier) == PTHREAD_BARRIER_SERIAL_THREAD) {
      __atomic_add_fetch(&serial, 1, __ATOMIC_SEQ_CST);
    }
    phase[me] = i;
    pthread_barrier_wait(&barrier);
    for (int j = 0; j < 4; j++) CHECK(phase[j] == i);
    pthread_barrier_wait(&barrier);
  }
  for (int i = 0; i < 100; i++) {
    if (me == 0) {
      CHECK_RETURNS(pthread_rwlock_wrlock(&lock), 0);
      CHECK(readers_inside == 0);
      value++;
      sched_yield();
      value++;
    } else {
      CHECK_RETURNS(pthread_rwlock_rdlock(&lock), 0);
      __atomic_add_fetch(&readers_inside, 1, __ATOMIC_SEQ_CST);
      CHECK(value % 2 == 0);
      sched_yield();
      CHECK(value % 2 == 0);
      __atomic_sub_fetch(&readers_inside, 1, __ATOMIC_SEQ_CST);
    }
    CHECK_RETURNS(pthread_rwlock_unlock(&lock), 0);
  }
  return (void *)(me * 10);
}

static void *producer(void *argument) {
  for (int i = 0; i < 200; i++) {
    CHECK(sem_wait(&room) == 0);
    __atomic_add_fetch(&queue, 1, __ATOMIC_SEQ_CST);
    CHECK(sem_post(&items) == 0);
  }
  return argument;
}

static void *consumer(void *argument) {
  for (int i = 0; i < 200; i++) {
    CHECK(sem_wait(&items) == 0);
    CHECK(__atomic_sub_fetch(&queue, 1, __ATOMIC_SEQ_CST) >= 0);
    taken++;
    CHECK(sem_post(&room) == 0);
  }
  return argument;
}

static void *refused(void *argument) {
  struct timespec soon = timespec_of(now_nanos(CLOCK_REALTIME) + 5000000);
  CHECK_RETURNS(pthread_rwlock_tryrdlock(&lock), EBUSY);
  CHECK_RETURNS(pthread_rwlock_timedrdlock(&lock, &soon), ETIMEDOUT);
  CHECK_RETURNS(pthread_rwlock_timedwrlock(&lock, &soon), ETIMEDOUT);
  return argument;
}

static void *endless(void *argument) {
  for (;;) pause();
  return argument;
}

int main(int argc, char **argv) {
  guest_init(argc, argv);
  pthread_t t[4];
  void *result;
  pthread_barrier_init(&barrier, NULL, 4);
  for (long i = 0; i < 4; i++) CHECK(pthread_create(&t[i], NULL, everything, (void *)i) == 0);
  for (long i = 0; i < 4; i++) CHECK(pthread_join(t[i], &result) == 0 && (long)result == i * 10);
  CHECK(serial == 50 && value == 200);

  CHECK(sem_init(&items, 0, 0) == 0 && sem_init(&room, 0, 3) == 0);
  CHECK(pthread_create(&t[0], NULL, producer, NULL) == 0 && pthread_create(&t[1], NULL, consumer, NULL) == 0);
  CHECK(pthread_join(t[0], NULL) == 0 && pthread_join(t[1], NULL) == 0);
  CHECK(taken == 200 && queue == 0);
  CHECK_ERRNO(sem_trywait(&items), EAGAIN);
  struct timespec soon = timespec_of(now_nanos(CLOCK_REALTIME) + 5000000);
  CHECK_ERRNO(sem_timedwait(&items, &soon), ETIMEDOUT);

  CHECK(pthread_rwlock_wrlock(&lock) == 0);
  CHECK(pthread_create(&t[0], NULL, refused, NULL) == 0 && pthread_join(t[0], NULL) == 0);
  CHECK(pthread_create(&t[0], NULL, endless, NULL) == 0);
  CHECK_RETURNS(pthread_tryjoin_np(t[0], NULL), EBUSY);
  soon = timespec_of(now_nanos(CLOCK_REALTIME) + 5000000);
  CHECK_RETURNS(pthread_timedjoin_np(t[0], NULL, &soon), ETIMEDOUT);
  CHECK(pthread_cancel(t[0]) == 0 && pthread_join(t[0], &result) == 0 && result == PTHREAD_CANCELED);
  CHECK_RETURNS(pthread_join(pthread_self(), NULL), EDEADLK);
  return done("each primitive keeps its promise");
}
