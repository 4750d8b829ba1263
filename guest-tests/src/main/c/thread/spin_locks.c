/*
 * Rule: threads that wait for a spin lock are stopped at the same place, whenever they are looked at.
 * Kind: semantics
 * Natively: a test-and-set lock, a ticket lock and the C library's exclude each other's holders.
 * Fails without: LoopSearch.meet, which brings a thread to the one place of its loop.
 */
#include "../guest.h"

enum { THREADS = 4, ROUNDS = 20 };

static volatile int word;
static volatile unsigned next_ticket, served;
static pthread_spinlock_t library;
static volatile int inside[3];
static volatile int finished[16];
static volatile unsigned long order = 1;

static void lock(int kind) {
  if (kind == 0) {
    while (__atomic_exchange_n(&word, 1, __ATOMIC_ACQUIRE));
  } else if (kind == 1) {
    unsigned mine = __atomic_fetch_add(&next_ticket, 1, __ATOMIC_SEQ_CST);
    while (__atomic_load_n(&served, __ATOMIC_ACQUIRE) != mine) __builtin_ia32_pause();
  } else {
    pthread_spin_lock(&library);
  }
}

static void unlock(int kind) {
  if (kind == 0) {
    __atomic_store_n(&word, 0, __ATOMIC_RELEASE);
  } else if (kind == 1) {
    __atomic_store_n(&served, served + 1, __ATOMIC_RELEASE);
  } else {
    pthread_spin_unlock(&library);
  }
}

static void *work(void *argument) {
  for (int i = 0; i < ROUNDS; i++) {
    int kind = i % 3;
    lock(kind);
    CHECK(inside[kind]++ == 0);
    /* The holder loses its turn here now and then, and the others must wait. */
    for (int call = 0; call < i % 4; call++) syscall(SYS_getppid);
    if (kind == 0) order = order * 31 + (unsigned long)argument;
    CHECK(--inside[kind] == 0);
    unlock(kind);
    syscall(SYS_gettid);
  }
  finished[3 * (long)argument] = 1;
  for (int call = 0; call < 50; call++) syscall(SYS_getppid);
  return NULL;
}

/* A loop in a loop has many places where it could be stopped, and each call is a loop of its own. */
static inline __attribute__((always_inline)) void await_finished(int threads) {
  int sum;
  do {
    sum = 0;
    for (int i = 0; i < 16; i++) sum += finished[i];
  } while (sum < threads);
}

int main(int argc, char **argv) {
  guest_init(argc, argv);
  CHECK(pthread_spin_init(&library, PTHREAD_PROCESS_PRIVATE) == 0);
  pthread_t threads[THREADS];
  for (long i = 0; i < THREADS; i++) {
    CHECK(pthread_create(&threads[i], NULL, work, (void *)i) == 0);
  }
  await_finished(1);
  await_finished(2);
  await_finished(3);
  await_finished(4);
  for (int i = 0; i < THREADS; i++) CHECK(pthread_join(threads[i], NULL) == 0);
  show("order", "%lx", order);
  return done("spin locks exclude");
}
