/*
 * Rule: waits with a mask of their own, sigwait and signalfd take just the signals that they should.
 * Kind: semantics
 * Natively: pselect, ppoll, epoll_pwait, sigsuspend, sigtimedwait and signalfd hold, also over fork.
 * Fails without: TemporaryMask.set, Delivery.restoreMask, SignalWaitCalls.await and SignalFd.read.
 */
#include "../guest.h"
#include <sys/epoll.h>
#include <sys/select.h>
#include <sys/signalfd.h>

static int p[2], instance;
static sigset_t users, none, only_first, only_second;
static volatile int handled[65], inside_blocks_other, waited;

static int blocked(int signal) {
  sigset_t now;
  CHECK(pthread_sigmask(SIG_BLOCK, NULL, &now) == 0);
  return sigismember(&now, signal);
}

static void count(int signal) {
  handled[signal]++;
  inside_blocks_other = blocked(signal == SIGUSR1 ? SIGUSR2 : SIGUSR1);
}

static long by_ppoll(const sigset_t *mask) {
  struct pollfd one = {.fd = p[0], .events = POLLIN};
  return ppoll(&one, 1, &(struct timespec){0, 20000000}, mask);
}
static long by_pselect(const sigset_t *mask) {
  fd_set set;
  FD_ZERO(&set);
  FD_SET(p[0], &set);
  return pselect(p[0] + 1, &set, NULL, NULL, &(struct timespec){0, 20000000}, mask);
}
static long by_epoll(const sigset_t *mask) {
  struct epoll_event event;
  return epoll_pwait(instance, &event, 1, 20, mask);
}

/* Both signals are blocked; each wait lets in one or both of them for as long as it lasts. */
static void masked(long (*wait)(const sigset_t *)) {
  memset((void *)handled, 0, sizeof handled);
  CHECK(wait(&none) == 0 && wait(NULL) == 0);
  raise(SIGUSR1);
  raise(SIGUSR2);
  CHECK(wait(NULL) == 0 && !handled[SIGUSR1]);
  CHECK_ERRNO(wait(&only_second), EINTR); /* blocks the second: lets in the first */
  CHECK(handled[SIGUSR1] == 1 && !handled[SIGUSR2] && inside_blocks_other && blocked(SIGUSR1));
  CHECK(write(p[1], "x", 1) == 1);
  CHECK(wait(&none) == 1 && !handled[SIGUSR2]); /* what is ready goes before signals */
  char byte;
  CHECK(read(p[0], &byte, 1) == 1);
  CHECK_ERRNO(wait(&none), EINTR);
  CHECK(handled[SIGUSR2] == 1 && !inside_blocks_other && blocked(SIGUSR2));
  raise(SIGUSR1);
  raise(SIGUSR2);
  CHECK_ERRNO(wait(&none), EINTR); /* one wait, both handlers */
  CHECK(handled[SIGUSR1] == 2 && handled[SIGUSR2] == 2 && blocked(SIGUSR1) && blocked(SIGUSR2));
}

static void suspended(void) {
  handled[SIGUSR1] = handled[SIGUSR2] = 0;
  raise(SIGUSR2);
  pid_t parent = getpid(), child = fork();
  if (child == 0) {
    sleep_millis(20);
    CHECK(kill(parent, SIGUSR1) == 0);
    _exit(0);
  }
  CHECK_ERRNO(sigsuspend(&only_second), EINTR);
  CHECK(handled[SIGUSR1] == 1 && handled[SIGUSR2] == 0);
  expect_exit(child, 0);
  CHECK_ERRNO(sigsuspend(&none), EINTR);
  CHECK(handled[SIGUSR2] == 1 && blocked(SIGUSR1));
}

static void interrupted(void) {
  handle(SIGALRM, count, SA_RESTART);
  struct itimerval soon = {.it_value = {0, 20000}};
  CHECK(setitimer(ITIMER_REAL, &soon, NULL) == 0);
  siginfo_t info;
  CHECK_ERRNO(sigwaitinfo(&users, &info), EINTR);
  CHECK(setitimer(ITIMER_REAL, &soon, NULL) == 0);
  raise(SIGUSR2);
  raise(SIGUSR1);
  CHECK(sigwaitinfo(&users, &info) == SIGUSR1 && sigwaitinfo(&users, NULL) == SIGUSR2);
  CHECK_ERRNO(sigtimedwait(&users, &info, &(struct timespec){0, 0}), EAGAIN);
  CHECK_ERRNO(sigtimedwait(&users, &info, &(struct timespec){0, 1000000000}), EINVAL);
  CHECK_ERRNO(syscall(SYS_rt_sigtimedwait, &users, NULL, NULL, 4), EINVAL);
  CHECK_ERRNO(sigsuspend(&none), EINTR); /* the alarm */
  /* What is not blocked can be waited for, too: the wait is first. */
  sigset_t alarms;
  sigemptyset(&alarms);
  sigaddset(&alarms, SIGALRM);
  handled[SIGALRM] = 0;
  CHECK(setitimer(ITIMER_REAL, &soon, NULL) == 0);
  CHECK(sigwaitinfo(&alarms, &info) == SIGALRM && info.si_code == SI_KERNEL && !handled[SIGALRM]);
}

static void *awaits(void *argument) {
  int number;
  CHECK(sigwait(&users, &number) == 0);
  __atomic_fetch_add(&waited, 1, __ATOMIC_SEQ_CST);
  return argument;
}

/* Several threads wait: each signal is taken by one. */
static void threads(void) {
  pthread_t t[3];
  for (int i = 0; i < 3; i++) CHECK(pthread_create(&t[i], NULL, awaits, NULL) == 0);
  for (int i = 1; i <= 3; i++) {
    CHECK(kill(getpid(), SIGUSR1) == 0);
    while (waited < i) sched_yield();
    CHECK(waited == i);
  }
  for (int i = 0; i < 3; i++) CHECK(pthread_join(t[i], NULL) == 0);
}

static uint32_t next(int fd) {
  struct signalfd_siginfo info;
  return read(fd, &info, sizeof info) == sizeof info ? info.ssi_signo : 0;
}

/* A descriptor shows each process its own signals; an epoll instance those of who added it. */
static void descriptors(void) {
  int both = signalfd(-1, &users, SFD_NONBLOCK), first = signalfd(-1, &only_first, SFD_NONBLOCK);
  struct epoll_event event = {.events = EPOLLIN};
  int waiting = epoll_create1(0);
  CHECK(both >= 0 && first >= 0 && epoll_ctl(waiting, EPOLL_CTL_ADD, both, &event) == 0);
  CHECK(epoll_wait(waiting, &event, 1, 0) == 0);
  raise(SIGUSR2);
  CHECK(next(first) == 0 && errno == EAGAIN && epoll_wait(waiting, &event, 1, -1) == 1);
  raise(SIGUSR1);
  CHECK(next(first) == SIGUSR1 && next(both) == SIGUSR2 && next(both) == 0);
  CHECK(epoll_wait(waiting, &event, 1, 0) == 0);
  raise(SIGUSR1);
  pid_t child = fork();
  if (child == 0) {
    CHECK(next(both) == 0); /* pending is not inherited */
    raise(SIGUSR2);
    CHECK(next(both) == SIGUSR2 && next(both) == 0);
    CHECK(sigqueue(getppid(), SIGUSR2, (union sigval){.sival_int = 6}) == 0);
    _exit(0);
  }
  expect_exit(child, 0);
  struct signalfd_siginfo info[4];
  CHECK(read(both, info, sizeof info) == 2 * sizeof *info && info[0].ssi_signo == SIGUSR1);
  CHECK(info[0].ssi_code == SI_TKILL && info[0].ssi_uid == getuid());
  CHECK(info[1].ssi_code == SI_QUEUE && info[1].ssi_pid == (uint32_t)child && info[1].ssi_int == 6);
  CHECK(info[1].ssi_ptr == 6 && info[1].ssi_errno == 0);
  /* Thread and process: what a thread has for itself no other reads. */
  timer_t timer;
  struct sigevent by_signal = {.sigev_notify = SIGEV_SIGNAL, .sigev_signo = SIGUSR1, .sigev_value.sival_int = 3};
  CHECK(timer_create(CLOCK_MONOTONIC, &by_signal, &timer) == 0);
  CHECK(timer_settime(timer, 0, &(struct itimerspec){{0, 0}, {0, 1000000}}, NULL) == 0);
  CHECK(poll(&(struct pollfd){.fd = both, .events = POLLIN}, 1, -1) == 1);
  CHECK(read(both, info, sizeof *info) == sizeof *info && info[0].ssi_code == SI_TIMER);
  CHECK(info[0].ssi_int == 3 && info[0].ssi_overrun == 0 && timer_delete(timer) == 0);
}

static sigset_t set_of(int first, int second) {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, first);
  if (second) sigaddset(&set, second);
  return set;
}

int main(int argc, char **argv) {
  guest_init(argc, argv);
  sigemptyset(&none);
  users = set_of(SIGUSR1, SIGUSR2);
  only_first = set_of(SIGUSR1, 0);
  only_second = set_of(SIGUSR2, 0);
  handle(SIGUSR1, count, SA_RESTART);
  handle(SIGUSR2, count, SA_RESTART);
  instance = epoll_create1(0);
  CHECK(sigprocmask(SIG_BLOCK, &users, NULL) == 0 && pipe(p) == 0 && instance >= 0);
  struct epoll_event event = {.events = EPOLLIN};
  CHECK(epoll_ctl(instance, EPOLL_CTL_ADD, p[0], &event) == 0);
  masked(by_ppoll);
  masked(by_pselect);
  masked(by_epoll);
  suspended();
  interrupted();
  threads();
  descriptors();
  return done("masked waits take the signals they should");
}
