/*
 * Rule: priority inheritance, robust lists and the clearing of a thread's id are ours.
 * Kind: semantics
 * Natively: a dead owner gives EOWNERDEAD (thread and process), join wakes, PI locks change hands.
 * Fails without: RobustList.walk and PiFutex.ownerExits, which Futexes.release calls.
 */
#include "../guest.h"
#include <linux/futex.h>

struct shared {
  pthread_mutex_t mutex;
  int guarded;
};

static void make(pthread_mutex_t *mutex, int robust, int protocol, int shared) {
  pthread_mutexattr_t kind;
  CHECK_RETURNS(pthread_mutexattr_init(&kind), 0);
  CHECK_RETURNS(pthread_mutexattr_setrobust(&kind, robust), 0);
  CHECK_RETURNS(pthread_mutexattr_setprotocol(&kind, protocol), 0);
  CHECK_RETURNS(pthread_mutexattr_setpshared(&kind, shared), 0);
  CHECK_RETURNS(pthread_mutex_init(mutex, &kind), 0);
}

static void *dies_with_it(void *mutex) {
  CHECK_RETURNS(pthread_mutex_lock(mutex), 0);
  sleep_millis(10);
  return NULL;
}

static int counter;
static pthread_mutex_t pi;

static void *increments(void *argument) {
  for (int i = 0; i < 300; i++) {
    CHECK_RETURNS(pthread_mutex_lock(&pi), 0);
    int seen = counter;
    if (i % 10 == 0) sched_yield();
    counter = seen + 1;
    CHECK_RETURNS(pthread_mutex_unlock(&pi), 0);
  }
  return argument;
}

int main(int argc, char **argv) {
  guest_init(argc, argv);
  pthread_mutex_t mutex;
  pthread_t t[3];
  for (int protocol = 0; protocol < 2; protocol++) {
    make(&mutex, PTHREAD_MUTEX_ROBUST, protocol ? PTHREAD_PRIO_INHERIT : PTHREAD_PRIO_NONE, 0);
    CHECK(pthread_create(&t[0], NULL, dies_with_it, &mutex) == 0);
    CHECK(pthread_join(t[0], NULL) == 0);
    CHECK_RETURNS(pthread_mutex_lock(&mutex), EOWNERDEAD);
    CHECK_RETURNS(pthread_mutex_consistent(&mutex), 0);
    CHECK_RETURNS(pthread_mutex_unlock(&mutex), 0);
    CHECK_RETURNS(pthread_mutex_lock(&mutex), 0);
    CHECK_RETURNS(pthread_mutex_unlock(&mutex), 0);
    /* Without being made consistent it is lost for good. */
    CHECK(pthread_create(&t[0], NULL, dies_with_it, &mutex) == 0 && pthread_join(t[0], NULL) == 0);
    CHECK_RETURNS(pthread_mutex_lock(&mutex), EOWNERDEAD);
    CHECK_RETURNS(pthread_mutex_unlock(&mutex), 0);
    CHECK_RETURNS(pthread_mutex_lock(&mutex), ENOTRECOVERABLE);
  }

  /* A process that is killed while it holds the lock, and another which waits for it. */
  struct shared *s = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  CHECK(s != MAP_FAILED);
  make(&s->mutex, PTHREAD_MUTEX_ROBUST, PTHREAD_PRIO_NONE, PTHREAD_PROCESS_SHARED);
  pid_t holder = fork();
  if (holder == 0) {
    CHECK_RETURNS(pthread_mutex_lock(&s->mutex), 0);
    __atomic_store_n(&s->guarded, 1, __ATOMIC_SEQ_CST);
    for (;;) pause();
  }
  while (!__atomic_load_n(&s->guarded, __ATOMIC_SEQ_CST)) sched_yield();
  pid_t waiter = fork();
  if (waiter == 0) {
    CHECK_RETURNS(pthread_mutex_lock(&s->mutex), EOWNERDEAD);
    _exit(0);
  }
  await_blocked(waiter);
  CHECK(kill(holder, SIGKILL) == 0);
  expect_killed(holder, SIGKILL);
  expect_exit(waiter, 0);

  make(&pi, PTHREAD_MUTEX_STALLED, PTHREAD_PRIO_INHERIT, 0);
  for (int i = 0; i < 3; i++) CHECK(pthread_create(&t[i], NULL, increments, NULL) == 0);
  for (int i = 0; i < 3; i++) CHECK(pthread_join(t[i], NULL) == 0);
  CHECK(counter == 900);

  /* The raw calls: the owner's id is in the word, and only the owner may unlock. */
  uint32_t word = 0;
  CHECK(syscall(SYS_futex, &word, FUTEX_LOCK_PI, 0, NULL) == 0 && (word & FUTEX_TID_MASK) == (uint32_t)gettid());
  CHECK_ERRNO(syscall(SYS_futex, &word, FUTEX_LOCK_PI, 0, NULL), EDEADLK);
  CHECK_ERRNO(syscall(SYS_futex, &word, FUTEX_TRYLOCK_PI, 0, NULL), EDEADLK);
  CHECK(syscall(SYS_futex, &word, FUTEX_UNLOCK_PI) == 0 && word == 0);
  CHECK_ERRNO(syscall(SYS_futex, &word, FUTEX_UNLOCK_PI), EPERM);

  void *head;
  size_t length;
  CHECK(syscall(SYS_get_robust_list, 0, &head, &length) == 0 && head != NULL && length == 24);
  CHECK_ERRNO(syscall(SYS_set_robust_list, head, 1), EINVAL);
  return done("locks survive their owners");
}
