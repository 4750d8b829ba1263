/*
 * Rule: real-time signals queue up in order, with their values and within their limit.
 * Kind: semantics
 * Natively: lower numbers first, then older ones; a thread's own before its process's; EAGAIN when full.
 * Fails without: PendingSignals.take, Sending.send and Sending.hasRoom.
 */
#include "../guest.h"

static sigset_t all;
static volatile int seen[64], values[64], codes[64], count;

static void record(int signal, siginfo_t *info, void *context) {
  (void)context;
  seen[count] = signal;
  codes[count] = info->si_code;
  values[count++] = info->si_value.sival_int;
}

static void queue(int signal, int value) {
  CHECK(sigqueue(getpid(), signal, (union sigval){.sival_int = value}) == 0);
}

static long queue_info(int signal, int code, int value) {
  siginfo_t info = {.si_signo = signal, .si_code = code};
  info.si_pid = 77;
  info.si_uid = 88;
  info.si_value.sival_int = value;
  return syscall(SYS_rt_sigqueueinfo, getpid(), signal, &info);
}

static void take(int signal, int code, int value) {
  siginfo_t info;
  CHECK(sigtimedwait(&all, &info, &(struct timespec){0, 0}) == signal);
  CHECK(info.si_code == code && (code != SI_QUEUE || info.si_value.sival_int == value));
}

static int nothing_left(void) {
  sigset_t pending;
  return sigpending(&pending) == 0 && sigisemptyset(&pending);
}

static void order(void) {
  queue(SIGRTMIN + 2, 1);
  queue(SIGRTMIN + 1, 2);
  queue(SIGRTMIN + 2, 3);
  queue(SIGUSR2, 4);
  queue(SIGRTMIN + 1, 5);
  queue(SIGUSR2, 6); /* a standard signal is there once: the first one's value */
  CHECK(kill(getpid(), SIGUSR1) == 0 && kill(getpid(), SIGUSR1) == 0);
  take(SIGUSR1, SI_USER, 0);
  take(SIGUSR2, SI_QUEUE, 4);
  take(SIGRTMIN + 1, SI_QUEUE, 2);
  take(SIGRTMIN + 1, SI_QUEUE, 5);
  take(SIGRTMIN + 2, SI_QUEUE, 1);
  take(SIGRTMIN + 2, SI_QUEUE, 3);
  CHECK(nothing_left());
  /* The thread's own queue is emptied before the process's, whatever the numbers. */
  queue(SIGUSR1, 1);
  queue(SIGRTMIN, 2);
  CHECK(pthread_sigqueue(pthread_self(), SIGRTMAX, (union sigval){.sival_int = 3}) == 0);
  CHECK(pthread_kill(pthread_self(), SIGRTMIN) == 0);
  take(SIGRTMIN, SI_USER, 0); /* as the C library tells SI_TKILL */
  take(SIGRTMAX, SI_QUEUE, 3);
  take(SIGUSR1, SI_QUEUE, 1);
  take(SIGRTMIN, SI_QUEUE, 2);
  CHECK(nothing_left());
}

/* Unblocked at once they run in reverse: each handler's frame lies above the one before. */
static void handlers(void) {
  for (int i = 0; i < 3; i++) {
    struct sigaction action = {.sa_sigaction = record, .sa_flags = SA_SIGINFO};
    CHECK(sigaction(SIGRTMIN + i, &action, NULL) == 0);
    queue(SIGRTMIN + i, 10 + i);
  }
  queue(SIGRTMIN + 1, 20);
  sigset_t none;
  sigemptyset(&none);
  CHECK(sigprocmask(SIG_SETMASK, &none, NULL) == 0 && count == 4);
  CHECK(seen[0] == SIGRTMIN + 2 && seen[1] == SIGRTMIN + 1 && seen[2] == SIGRTMIN + 1 && seen[3] == SIGRTMIN);
  CHECK(values[1] == 11 && values[2] == 20 && codes[3] == SI_QUEUE);
  CHECK(sigprocmask(SIG_SETMASK, &all, NULL) == 0);
}

static void pretending(void) {
  siginfo_t info;
  CHECK(queue_info(SIGUSR1, SI_USER, 5) == 0); /* to oneself everything may be pretended */
  CHECK(sigwaitinfo(&all, &info) == SIGUSR1 && info.si_code == SI_USER && info.si_pid == 77);
  CHECK(queue_info(SIGUSR1, SI_KERNEL, 5) == 0);
  CHECK(sigwaitinfo(&all, &info) == SIGUSR1 && info.si_code == SI_KERNEL);
  CHECK(queue_info(SIGUSR1, -60, 5) == 0);
  CHECK(sigwaitinfo(&all, &info) == SIGUSR1 && info.si_code == -60 && info.si_uid == 88);
  CHECK_ERRNO(queue_info(65, SI_QUEUE, 0), EINVAL);
  CHECK(queue_info(0, SI_QUEUE, 0) == 0);
  pid_t parent = getpid(), child = fork();
  if (child == 0) {
    CHECK_ERRNO(syscall(SYS_rt_sigqueueinfo, parent, SIGUSR1, &(siginfo_t){.si_code = SI_USER}), EPERM);
    CHECK_ERRNO(syscall(SYS_rt_sigqueueinfo, parent, SIGUSR1, &(siginfo_t){.si_code = SI_TKILL}), EPERM);
    CHECK_ERRNO(syscall(SYS_rt_sigqueueinfo, 0x3ffffff, SIGUSR1, &(siginfo_t){.si_code = SI_QUEUE}), ESRCH);
    CHECK(nothing_left());
    _exit(0);
  }
  expect_exit(child, 0);
  CHECK(sigwaitinfo(&all, &info) == SIGCHLD && info.si_code == CLD_EXITED && info.si_pid == child);
  CHECK(nothing_left());
}

/* At the limit real-time signals fail, but kill and standard signals only lose their information. */
static void limit(void) {
  struct rlimit old, few;
  CHECK(getrlimit(RLIMIT_SIGPENDING, &old) == 0);
  few = (struct rlimit){0, old.rlim_max};
  CHECK(setrlimit(RLIMIT_SIGPENDING, &few) == 0);
  CHECK_ERRNO(sigqueue(getpid(), SIGRTMIN, (union sigval){.sival_int = 1}), EAGAIN);
  CHECK(nothing_left());
  CHECK(kill(getpid(), SIGRTMIN) == 0 && kill(getpid(), SIGRTMIN) == 0);
  queue(SIGUSR1, 9);
  siginfo_t info;
  CHECK(sigwaitinfo(&all, &info) == SIGUSR1 && info.si_code == SI_USER && info.si_pid == 0);
  CHECK(sigwaitinfo(&all, &info) == SIGRTMIN && info.si_code == SI_USER && info.si_pid == 0);
  CHECK(nothing_left());
  timer_t timer; /* has its place in the queue for as long as it exists */
  struct sigevent event = {.sigev_notify = SIGEV_SIGNAL, .sigev_signo = SIGUSR1};
  CHECK_ERRNO(timer_create(CLOCK_MONOTONIC, &event, &timer), EAGAIN);
  CHECK_RETURNS(pthread_kill(pthread_self(), SIGRTMIN), EAGAIN);
  CHECK(setrlimit(RLIMIT_SIGPENDING, &old) == 0);
}

int main(int argc, char **argv) {
  guest_init(argc, argv);
  sigfillset(&all);
  CHECK(sigprocmask(SIG_SETMASK, &all, NULL) == 0);
  order();
  handlers();
  pretending();
  limit();
  return done("real-time signals keep their order and values");
}
