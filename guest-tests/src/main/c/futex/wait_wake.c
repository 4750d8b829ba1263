/*
 * Rule: futex wait and wake are ours entirely, timeouts and interrupts included.
 * Kind: semantics
 * Natively: EAGAIN, ETIMEDOUT (relative and absolute), EINTR, counts and bitsets hold.
 * Fails without: FutexTable.wake.
 */
#include "../guest.h"
#include <linux/futex.h>

static uint32_t word;
static volatile int woken, ready;

static long futex(uint32_t *address, int op, uint32_t value, const void *timeout, uint32_t *second,
                  uint32_t third) {
  return syscall(SYS_futex, address, op, value, timeout, second, third);
}

static void *waiter(void *argument) {
  uint32_t bits = (uint32_t)(long)argument;
  __atomic_add_fetch(&ready, 1, __ATOMIC_SEQ_CST);
  CHECK(futex(&word, FUTEX_WAIT_BITSET_PRIVATE, 0, NULL, NULL, bits) == 0);
  __atomic_add_fetch(&woken, 1, __ATOMIC_SEQ_CST);
  return NULL;
}

static void nothing(int signal) { (void)signal; }

/* Wakes until the wanted number has been woken, as a waiter may not sleep yet. */
static void wake(uint32_t bits, int wanted) {
  while (wanted > 0) {
    long n = futex(&word, FUTEX_WAKE_BITSET_PRIVATE, (uint32_t)wanted, NULL, NULL, bits);
    CHECK(n >= 0 && n <= wanted);
    wanted -= n;
    if (n == 0) sleep_millis(1);
  }
}

int main(int argc, char **argv) {
  guest_init(argc, argv);
  struct timespec ten = timespec_of(10000000);
  CHECK_ERRNO(futex(&word, FUTEX_WAIT_PRIVATE, 1, NULL, NULL, 0), EAGAIN);
  int64_t start = now_nanos(CLOCK_MONOTONIC);
  CHECK_ERRNO(futex(&word, FUTEX_WAIT_PRIVATE, 0, &ten, NULL, 0), ETIMEDOUT);
  CHECK(now_nanos(CLOCK_MONOTONIC) - start >= 10000000);
  struct timespec until = timespec_of(now_nanos(CLOCK_MONOTONIC) + 10000000);
  CHECK_ERRNO(futex(&word, FUTEX_WAIT_BITSET, 0, &until, NULL, FUTEX_BITSET_MATCH_ANY), ETIMEDOUT);
  CHECK(now_nanos(CLOCK_MONOTONIC) >= nanos_of(until));
  until = timespec_of(now_nanos(CLOCK_REALTIME) + 10000000);
  CHECK_ERRNO(futex(&word, FUTEX_WAIT_BITSET | FUTEX_CLOCK_REALTIME, 0, &until, NULL, ~0u), ETIMEDOUT);
  CHECK(futex(&word, FUTEX_WAKE_PRIVATE, 1, NULL, NULL, 0) == 0);
  CHECK_ERRNO(futex(&word, FUTEX_WAIT_BITSET_PRIVATE, 0, NULL, NULL, 0), EINVAL);
  CHECK_ERRNO(futex((uint32_t *)((char *)&word + 1), FUTEX_WAIT_PRIVATE, 0, NULL, NULL, 0), EINVAL);
  CHECK_ERRNO(futex((uint32_t *)4096, FUTEX_WAIT_PRIVATE, 0, NULL, NULL, 0), EFAULT);
  CHECK_ERRNO(futex(&word, 0x7f, 0, NULL, NULL, 0), ENOSYS);

  handle(SIGALRM, nothing, 0);
  arm_alarm(10000);
  CHECK_ERRNO(futex(&word, FUTEX_WAIT_PRIVATE, 0, NULL, NULL, 0), EINTR);
  disarm_alarm();

  pthread_t threads[4];
  for (long i = 0; i < 4; i++)
    CHECK(pthread_create(&threads[i], NULL, waiter, (void *)(i < 2 ? 1L : 2L)) == 0);
  while (ready < 4) sched_yield();
  wake(2, 2);
  CHECK(pthread_join(threads[2], NULL) == 0 && pthread_join(threads[3], NULL) == 0);
  CHECK(woken == 2);
  wake(1, 1);
  wake(1, 1);
  CHECK(pthread_join(threads[0], NULL) == 0 && pthread_join(threads[1], NULL) == 0);
  CHECK(woken == 4);
  return done("futex waits, wakes, times out");
}
