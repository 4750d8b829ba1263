/*
 * Rule: signals between threads and processes are delivered at defined points.
 * Kind: varies
 * Natively: a directed signal interrupts its thread; which thread takes a signal to the process, and
 *   where it is then, varies.
 * Fails without: Sending.target, the choice of the receiving thread.
 */
#include "../guest.h"

enum { THREADS = 4, ROUNDS = 100 };
static volatile int steps[THREADS], stop, handled, directed;
static volatile int order[ROUNDS], at[ROUNDS];
static volatile pid_t tids[THREADS];
static __thread int self = -1;

static void process_wide(int signal) {
  (void)signal;
  int n = handled;
  order[n] = self;
  at[n] = self >= 0 ? steps[self] : 0;
  handled = n + 1;
}

static void to_thread(int signal) {
  (void)signal;
  directed = gettid();
}

static void *works(void *argument) {
  self = (int)(long)argument;
  tids[self] = gettid();
  while (!stop) {
    steps[self]++;
    syscall(SYS_getppid);
  }
  return argument;
}

static void *sleeps(void *argument) {
  tids[0] = gettid();
  CHECK(sleep(1000) > 0);
  CHECK(directed == gettid());
  return argument;
}

int main(int argc, char **argv) {
  guest_init(argc, argv);
  handle(SIGUSR1, process_wide, SA_RESTART);
  handle(SIGUSR2, to_thread, 0);
  pthread_t t[THREADS];
  for (long i = 0; i < THREADS; i++) CHECK(pthread_create(&t[i], NULL, works, (void *)i) == 0);
  for (int i = 0; i < THREADS; i++) {
    while (!tids[i]) sched_yield();
  }
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGUSR1);
  CHECK(pthread_sigmask(SIG_BLOCK, &set, NULL) == 0); /* so that a worker takes it */
  for (int i = 0; i < ROUNDS; i++) {
    CHECK(kill(getpid(), SIGUSR1) == 0);
    while (handled <= i) sched_yield();
  }
  for (int i = 0; i < THREADS; i++) {
    CHECK(pthread_kill(t[i], SIGUSR2) == 0);
    while (directed != tids[i]) sched_yield();
  }
  stop = 1;
  for (int i = 0; i < THREADS; i++) CHECK(pthread_join(t[i], NULL) == 0);
  for (int i = 0; i < ROUNDS; i++) {
    CHECK(order[i] >= 0 && order[i] < THREADS);
    show("taken", "by %d at %d", order[i], at[i]);
  }
  tids[0] = 0;
  CHECK(pthread_create(&t[0], NULL, sleeps, NULL) == 0);
  while (!tids[0]) sched_yield();
  await_blocked(tids[0]);
  CHECK(syscall(SYS_tgkill, getpid(), tids[0], SIGUSR2) == 0);
  CHECK(pthread_join(t[0], NULL) == 0);
  return done("signals reach a thread that may take them");
}
