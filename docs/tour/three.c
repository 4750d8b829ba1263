/* As lost.c with a third thread, so that its schedules do not fit there. */
#include <pthread.h>
#include <stdio.h>
#include <unistd.h>

static void *pause_once(void *unused) {
  usleep(0);
  return unused;
}

int main(void) {
  pthread_t threads[3];
  for (int i = 0; i < 3; i++) {
    pthread_create(&threads[i], NULL, pause_once, NULL);
  }
  for (int i = 0; i < 3; i++) {
    pthread_join(threads[i], NULL);
  }
  puts("done");
}
