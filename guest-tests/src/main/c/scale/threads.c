/*
 * Rule: five hundred threads of one process wait for each other and go on in a fixed order.
 * Kind: varies
 * Natively: the order in which the threads leave the condition variable, and their ids, vary.
 * Fails without: FutexTable.wake and its order of arrival.
 */
#include "../guest.h"

enum { THREADS = 500 };
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t all_in = PTHREAD_COND_INITIALIZER;
static int in, out, left[THREADS];
static pid_t ids[THREADS];

static void *meets(void *argument) {
  pthread_mutex_lock(&lock);
  if (++in == THREADS) pthread_cond_broadcast(&all_in);
  while (in < THREADS) pthread_cond_wait(&all_in, &lock);
  ids[out] = gettid();
  left[out++] = (int)(long)argument;
  pthread_mutex_unlock(&lock);
  return argument;
}

int main(int argc, char **argv) {
  guest_init(argc, argv);
  pthread_t threads[THREADS];
  for (long i = 0; i < THREADS; i++) {
    CHECK(pthread_create(&threads[i], NULL, meets, (void *)i) == 0);
  }
  for (long i = 0; i < THREADS; i++) {
    void *result;
    CHECK(pthread_join(threads[i], &result) == 0 && result == (void *)i);
  }
  CHECK(out == THREADS);
  for (int i = 0; i < THREADS; i++) show("left", "%d with id %d", left[i], ids[i]);
  return done("five hundred threads at once");
}
