/*
 * Rule: masks belong to threads, dispositions to processes; sigsuspend and sigwait wait in the
 *   scheduler.
 * Kind: semantics
 * Natively: each thread's mask is its own; a waiting sigwait takes the signal; timeouts hold.
 * Fails without: Sending.setMask and SignalWaitCalls.await.
 */
#include "../guest.h"

static volatile int caught, waited[3];

static void count(int signal) { (void)signal; caught++; }

static void *waits(void *argument) {
  sigset_t set;
  int number;
  sigemptyset(&set);
  sigaddset(&set, SIGUSR1);
  sigaddset(&set, SIGUSR2);
  CHECK(sigwait(&set, &number) == 0);
  waited[(long)argument] = number;
  return argument;
}

static void *unblocked(void *argument) {
  sigset_t set;
  sigemptyset(&set);
  CHECK(pthread_sigmask(SIG_SETMASK, NULL, &set) == 0 && sigismember(&set, SIGUSR1)); /* inherited */
  sigemptyset(&set);
  CHECK(pthread_sigmask(SIG_SETMASK, &set, NULL) == 0);
  while (!caught) sched_yield();
  return argument;
}

int main(int argc, char **argv) {
  guest_init(argc, argv);
  handle(SIGUSR1, count, 0);
  sigset_t set, old, pending;
  sigemptyset(&set);
  sigaddset(&set, SIGUSR1);
  sigaddset(&set, SIGUSR2);
  CHECK(sigprocmask(SIG_BLOCK, &set, &old) == 0 && !sigismember(&old, SIGUSR1));
  pthread_t t[2];
  CHECK(pthread_create(&t[0], NULL, unblocked, NULL) == 0);
  CHECK(kill(getpid(), SIGUSR1) == 0 && pthread_join(t[0], NULL) == 0 && caught == 1);
  CHECK(sigpending(&pending) == 0 && !sigismember(&pending, SIGUSR1));

  for (long i = 0; i < 2; i++) CHECK(pthread_create(&t[i], NULL, waits, (void *)i) == 0);
  CHECK(pthread_kill(t[0], SIGUSR1) == 0 && pthread_kill(t[1], SIGUSR2) == 0);
  for (int i = 0; i < 2; i++) CHECK(pthread_join(t[i], NULL) == 0);
  CHECK(waited[0] == SIGUSR1 && waited[1] == SIGUSR2 && caught == 1);

  /* sigsuspend lets in what is pending, then restores the mask. */
  CHECK(raise(SIGUSR1) == 0 && caught == 1);
  CHECK_ERRNO(sigsuspend(&old), EINTR);
  CHECK(caught == 2);
  CHECK(sigprocmask(SIG_BLOCK, NULL, &pending) == 0 && sigismember(&pending, SIGUSR1));

  /* sigtimedwait waits so long, and takes the signal of another process. */
  siginfo_t info;
  int64_t start = now_nanos(CLOCK_MONOTONIC);
  CHECK_ERRNO(sigtimedwait(&set, &info, &(struct timespec){0, 20000000}), EAGAIN);
  CHECK(now_nanos(CLOCK_MONOTONIC) - start >= 20000000);
  pid_t parent = getpid(), child = fork();
  if (child == 0) {
    sleep_millis(10);
    CHECK(sigqueue(parent, SIGUSR2, (union sigval){.sival_int = 3}) == 0);
    _exit(0);
  }
  CHECK(sigtimedwait(&set, &info, &(struct timespec){60, 0}) == SIGUSR2);
  CHECK(info.si_pid == child && info.si_value.sival_int == 3 && info.si_code == SI_QUEUE);
  expect_exit(child, 0);
  CHECK_ERRNO(sigtimedwait(&set, &info, &(struct timespec){0, -1}), EINVAL);

  /* fork inherits the mask and the handlers, not what is pending. */
  CHECK(raise(SIGUSR1) == 0);
  child = fork();
  if (child == 0) {
    CHECK(sigpending(&pending) == 0 && !sigismember(&pending, SIGUSR1));
    CHECK(sigprocmask(SIG_SETMASK, &old, NULL) == 0 && caught == 2);
    raise(SIGUSR1);
    CHECK(caught == 3);
    _exit(0);
  }
  expect_exit(child, 0);
  CHECK(sigprocmask(SIG_SETMASK, &old, NULL) == 0 && caught == 3);
  CHECK_ERRNO(sigprocmask(77, &set, NULL), EINVAL);
  return done("masks and waits keep signals apart");
}
