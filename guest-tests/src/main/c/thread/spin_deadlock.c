/*
 * Rule: when all threads only spin or wait and no timer is set, the run ends with a deadlock report.
 * Kind: semantics
 * Reprise arguments: --hang
 * Reprise exit: 121
 * Natively: a thread that spins on what nobody sets hangs for ever; here it is released.
 * Fails without: Spins.wait, by which a thread that spins cannot run.
 */
#include "../guest.h"

static volatile int flag;

static void *spin(void *argument) {
  while (!flag) __builtin_ia32_pause();
  return argument;
}

int main(int argc, char **argv) {
  guest_init(argc, argv);
  pthread_t t;
  CHECK(pthread_create(&t, NULL, spin, NULL) == 0);
  if (!guest_has("--hang")) flag = 1;
  CHECK(pthread_join(t, NULL) == 0);
  return done("released");
}
