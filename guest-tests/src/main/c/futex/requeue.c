/*
 * Rule: futex requeue and compare-requeue move waiters without waking them.
 * Kind: semantics
 * Natively: one of four is woken, the rest moves to the second word and is woken there.
 * Fails without: FutexTable.requeue.
 */
#include "../guest.h"
#include <linux/futex.h>

static uint32_t first, second;
static volatile int ready, woken;

static long futex(uint32_t *address, int op, uint32_t value, unsigned long count, uint32_t *other,
                  uint32_t third) {
  return syscall(SYS_futex, address, op | FUTEX_PRIVATE_FLAG, value, count, other, third);
}

static void *waiter(void *argument) {
  __atomic_add_fetch(&ready, 1, __ATOMIC_SEQ_CST);
  CHECK(futex(&first, FUTEX_WAIT, 0, 0, NULL, 0) == 0);
  __atomic_add_fetch(&woken, 1, __ATOMIC_SEQ_CST);
  return argument;
}

int main(int argc, char **argv) {
  guest_init(argc, argv);
  CHECK_ERRNO(futex(&first, FUTEX_CMP_REQUEUE, 1, 1, &second, 99), EAGAIN);
  CHECK(futex(&first, FUTEX_CMP_REQUEUE, 1, 1, &second, 0) == 0);
  pthread_t threads[4];
  for (int i = 0; i < 4; i++) CHECK(pthread_create(&threads[i], NULL, waiter, NULL) == 0);
  while (ready < 4) sched_yield();
  long moved = 0, n;
  /* One is woken; the others are moved, some later when they were not yet asleep. */
  while ((n = futex(&first, FUTEX_CMP_REQUEUE, 1, 0, &second, 0)) == 0) sleep_millis(1);
  CHECK(n == 1);
  while (moved < 3) {
    n = futex(&first, FUTEX_REQUEUE, 0, 10, &second, 0);
    CHECK(n >= 0);
    moved += n;
    sleep_millis(1);
  }
  /* The waiter that was woken says so in its own time. */
  while (woken < 1) sched_yield();
  CHECK(moved == 3 && woken == 1);
  CHECK(futex(&first, FUTEX_WAKE, 10, 0, NULL, 0) == 0);
  CHECK(futex(&second, FUTEX_WAKE, 2, 0, NULL, 0) == 2);
  CHECK(futex(&second, FUTEX_WAKE, 2, 0, NULL, 0) == 1);
  for (int i = 0; i < 4; i++) CHECK(pthread_join(threads[i], NULL) == 0);
  CHECK(woken == 4);

  /* Wake and operate: adds to the second word, and wakes there if the old value was as said. */
  second = 5;
  CHECK(futex(&first, FUTEX_WAKE_OP, 1, 1, &second,
              FUTEX_OP(FUTEX_OP_ADD, 2, FUTEX_OP_CMP_EQ, 5)) == 0);
  CHECK(second == 7);
  CHECK_ERRNO(futex(&first, FUTEX_WAKE_OP, 1, 1, &second, FUTEX_OP(5, 2, 0, 5)), ENOSYS);
  return done("waiters are moved and woken");
}
