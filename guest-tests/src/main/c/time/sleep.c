/*
 * Rule: a sleep waits in virtual time and jumps when everybody sleeps.
 * Kind: semantics
 * Reprise arguments: --long
 * Natively: sleeps at least as long as asked; with --long an hour, which a virtual clock makes free.
 * Fails without: VirtualClock.advanceTo, the jump to the earliest deadline in TimerQueue.
 */
#include "../guest.h"

static void on_alarm(int signal) { (void)signal; }

int main(int argc, char **argv) {
  guest_init(argc, argv);
  int64_t span = guest_has("--long") ? 3600LL * 1000000000 : 20 * 1000000;
  struct timespec left, wanted = timespec_of(span);

  int64_t start = now_nanos(CLOCK_MONOTONIC), wall = now_nanos(CLOCK_REALTIME);
  CHECK(nanosleep(&wanted, NULL) == 0);
  CHECK(now_nanos(CLOCK_MONOTONIC) - start >= span);
  CHECK(now_nanos(CLOCK_REALTIME) - wall >= span - 1000000);
  if (guest_has("--long")) CHECK(now_nanos(CLOCK_MONOTONIC) - start < span + 1000000000);

  start = now_nanos(CLOCK_MONOTONIC);
  CHECK_RETURNS(clock_nanosleep(CLOCK_MONOTONIC, 0, &wanted, NULL), 0);
  CHECK(now_nanos(CLOCK_MONOTONIC) - start >= span);

  struct timespec until = timespec_of(now_nanos(CLOCK_MONOTONIC) + span);
  CHECK_RETURNS(clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &until, NULL), 0);
  CHECK(now_nanos(CLOCK_MONOTONIC) >= nanos_of(until));
  /* A moment in the past returns at once. */
  CHECK_RETURNS(clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &until, NULL), 0);
  until = timespec_of(now_nanos(CLOCK_REALTIME) + span);
  CHECK_RETURNS(clock_nanosleep(CLOCK_REALTIME, TIMER_ABSTIME, &until, NULL), 0);
  CHECK(now_nanos(CLOCK_REALTIME) >= nanos_of(until));

  /* A handler interrupts the sleep, which tells what is left; SA_RESTART does not matter here. */
  handle(SIGALRM, on_alarm, SA_RESTART);
  arm_alarm(10000);
  wanted = timespec_of(500LL * 1000000000);
  CHECK_ERRNO(nanosleep(&wanted, &left), EINTR);
  CHECK(nanos_of(left) > 0 && nanos_of(left) <= nanos_of(wanted));
  CHECK_RETURNS(clock_nanosleep(CLOCK_MONOTONIC, 0, &wanted, &left), EINTR);
  CHECK(sleep(500) > 0);
  disarm_alarm();

  CHECK_ERRNO(nanosleep(&(struct timespec){0, 1000000000}, NULL), EINVAL);
  CHECK_ERRNO(nanosleep(&(struct timespec){-1, 0}, NULL), EINVAL);
  CHECK_ERRNO(syscall(SYS_nanosleep, (void *)1, NULL), EFAULT);
  CHECK_RETURNS(clock_nanosleep(CLOCK_THREAD_CPUTIME_ID, 0, &until, NULL), EINVAL);
  CHECK(usleep(0) == 0);
  return done("sleeps last, are interrupted and refuse nonsense");
}
