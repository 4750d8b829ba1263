/* Two threads take two locks in opposite order. */
#include <pthread.h>
#include <unistd.h>

static pthread_mutex_t first = PTHREAD_MUTEX_INITIALIZER, second = PTHREAD_MUTEX_INITIALIZER;

static void *backwards(void *unused) {
  pthread_mutex_lock(&second);
  usleep(1);
  pthread_mutex_lock(&first);
  return unused;
}

static void forwards(void) {
  pthread_mutex_lock(&first);
  usleep(1);
  pthread_mutex_lock(&second);
}

int main(void) {
  pthread_t thread;
  pthread_create(&thread, NULL, backwards, NULL);
  forwards();
  pthread_join(thread, NULL);
}
