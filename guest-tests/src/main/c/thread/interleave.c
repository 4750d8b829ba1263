/*
 * Rule: the interleaving of threads is the scheduler's decision.
 * Kind: varies
 * Natively: four threads that append to one file do so in another order each time.
 * Fails without: RoundRobin.choose, the turns between threads that share memory.
 */
#include "../guest.h"

enum { THREADS = 4, STEPS = 200 };
static int fd;
static pthread_barrier_t barrier;

static void *appender(void *argument) {
  char letter = (char)('a' + (long)argument);
  pthread_barrier_wait(&barrier);
  for (int i = 0; i < STEPS; i++) CHECK(write(fd, &letter, 1) == 1);
  return NULL;
}

int main(int argc, char **argv) {
  guest_init(argc, argv);
  fd = open("interleave.out", O_RDWR | O_CREAT | O_TRUNC | O_APPEND, 0600);
  CHECK(fd >= 0);
  pthread_t threads[THREADS];
  pthread_barrier_init(&barrier, NULL, THREADS);
  for (long i = 0; i < THREADS; i++) CHECK(pthread_create(&threads[i], NULL, appender, (void *)i) == 0);
  for (int i = 0; i < THREADS; i++) CHECK(pthread_join(threads[i], NULL) == 0);
  char text[THREADS * STEPS + 1];
  CHECK(pread(fd, text, sizeof text, 0) == THREADS * STEPS);
  text[THREADS * STEPS] = 0;
  int counts[THREADS] = {0};
  for (int i = 0; i < THREADS * STEPS; i++) counts[text[i] - 'a']++;
  for (int i = 0; i < THREADS; i++) CHECK(counts[i] == STEPS);
  show("order", "%s", text);
  CHECK(unlink("interleave.out") == 0);
  return done("no append is lost");
}
