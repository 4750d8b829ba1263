/*
 * Rule: a thread that waits in a loop without any event gives way, and goes on when its memory changes.
 * Kind: semantics
 * Natively: a spin on a flag that another thread sets ends, and so does one on a flag set by a sleeper.
 * Fails without: Spins.look, which finds that the thread runs in circles.
 */
#include "../guest.h"

static volatile int flag, answer;

static void *setter(void *argument) {
  for (int i = 0; i < 20; i++) syscall(SYS_getppid);
  flag = 1;
  while (!answer);
  struct timespec second = {1, 0};
  CHECK(nanosleep(&second, NULL) == 0);
  flag = 2;
  return argument;
}

int main(int argc, char **argv) {
  guest_init(argc, argv);
  pthread_t t;
  CHECK(pthread_create(&t, NULL, setter, NULL) == 0);
  while (flag < 1) __builtin_ia32_pause();
  long long start = now_nanos(CLOCK_MONOTONIC);
  answer = 1;
  while (flag < 2);
  CHECK(now_nanos(CLOCK_MONOTONIC) - start >= 1000000000);
  CHECK(pthread_join(t, NULL) == 0);
  return done("a pure spin ends");
}
