/*
 * Rule: a thread that spins until a signal's handler has run gets the signal of a timer in virtual time.
 * Kind: semantics
 * Natively: the alarm comes after its time, and the loop ends.
 * Fails without: Spins.look, which finds that the thread runs in circles.
 */
#include "../guest.h"

static volatile int alarms;

static void count(int signal) {
  (void)signal;
  alarms++;
}

int main(int argc, char **argv) {
  guest_init(argc, argv);
  CHECK(signal(SIGALRM, count) != SIG_ERR);
  long long start = now_nanos(CLOCK_MONOTONIC);
  alarm(1);
  while (!alarms);
  long long elapsed = now_nanos(CLOCK_MONOTONIC) - start;
  CHECK(elapsed >= 1000000000 && elapsed < 60000000000);
  struct itimerval often = {{0, 10000}, {0, 10000}};
  CHECK(setitimer(ITIMER_REAL, &often, NULL) == 0);
  while (alarms < 20) __builtin_ia32_pause();
  show("elapsed", "%lld", elapsed);
  return done("spinning until a handler has run");
}
