/*
 * Rule: any unmodified program runs: dynamic, static, without symbols, and 32 MiB large.
 * Kind: semantics
 * Variants: static stripped large
 * Natively: runs whichever way it is built.
 * Fails without: FirstProcess.execute, whose execve does not depend on the way a program is linked.
 */
#include "../guest.h"

#ifdef GUEST_BALLAST
/* Initialised, so that it is in the file and not only in memory. */
static volatile unsigned char ballast[GUEST_BALLAST] = {1, 2, 3};
#endif

static void *thread(void *argument) { return argument; }

int main(int argc, char **argv) {
  guest_init(argc, argv);
#ifdef GUEST_BALLAST
  unsigned int sum = 0;
  for (size_t i = 0; i < sizeof ballast; i += 4096) sum += ballast[i];
  CHECK(sum == 1);
#endif
  pthread_t t;
  void *result;
  CHECK(pthread_create(&t, NULL, thread, argv) == 0 && pthread_join(t, &result) == 0 && result == argv);
  struct timespec now;
  CHECK(clock_gettime(CLOCK_REALTIME, &now) == 0 && now.tv_sec > 0);
  pid_t child = fork();
  if (child == 0) _exit(3);
  expect_exit(child, 3);
  return done("runs");
}
