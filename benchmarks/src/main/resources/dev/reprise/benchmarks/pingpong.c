// Two threads hand a turn back and forth 20,000 times through a mutex and a condition variable:
// what blocking and waking cost, which is the worst case for a scheduler.
#include <pthread.h>
#include <stdio.h>

enum { ROUND_TRIPS = 20000 };

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t turned = PTHREAD_COND_INITIALIZER;
static int turn;
static long handovers;

static void *play(void *argument) {
  int me = *(int *)argument;
  for (int i = 0; i < ROUND_TRIPS; i++) {
    pthread_mutex_lock(&mutex);
    while (turn != me) {
      pthread_cond_wait(&turned, &mutex);
    }
    turn = 1 - me;
    handovers++;
    pthread_cond_signal(&turned);
    pthread_mutex_unlock(&mutex);
  }
  return NULL;
}

int main(void) {
  int names[] = {0, 1};
  pthread_t other;
  if (pthread_create(&other, NULL, play, &names[1]) != 0) {
    fputs("no second thread\n", stderr);
    return 1;
  }
  play(&names[0]);
  pthread_join(other, NULL);
  printf("%ld handovers\n", handovers);
  return 0;
}
