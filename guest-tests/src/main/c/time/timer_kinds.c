/*
 * Rule: every kind of timer expires, repeats, overruns and is inherited in virtual time as on Linux.
 * Kind: semantics
 * Natively: setitimer, alarm, timer_create by signal, thread and silence, timerfd, over fork and exec.
 * Fails without: IntervalTimer.taken, ProcessTimers.execed, PosixTimer.told and TimerFd.read.
 */
#include "../guest.h"
#include <sys/timerfd.h>

#ifndef sigev_notify_thread_id
#define sigev_notify_thread_id _sigev_un._tid
#endif

enum { MILLI = 1000000 };

static sigset_t set;
static volatile int notified, notified_value;

static timer_t make(clockid_t clock, int how, int signal) {
  struct sigevent event = {.sigev_notify = how, .sigev_signo = signal, .sigev_value.sival_int = 5};
  if (how == SIGEV_THREAD_ID) event.sigev_notify_thread_id = gettid();
  timer_t timer;
  CHECK(timer_create(clock, &event, &timer) == 0);
  return timer;
}

static struct itimerspec arm(timer_t timer, int64_t value, int64_t interval, int flags) {
  struct itimerspec when = {timespec_of(interval), timespec_of(value)}, old;
  CHECK(timer_settime(timer, flags, &when, &old) == 0);
  return old;
}

static int64_t left(timer_t timer) {
  struct itimerspec now;
  CHECK(timer_gettime(timer, &now) == 0);
  return nanos_of(now.it_value);
}

static siginfo_t await(int signal) {
  siginfo_t info;
  int got;
  while ((got = sigwaitinfo(&set, &info)) < 0 && errno == EINTR) {
  }
  CHECK(got == signal);
  return info;
}

static int silent(void) { return sigtimedwait(&set, NULL, &(struct timespec){0, 0}) < 0 && errno == EAGAIN; }

static void once_and_again(void) {
  timer_t timer = make(CLOCK_MONOTONIC, SIGEV_SIGNAL, SIGUSR1);
  CHECK(left(timer) == 0);
  arm(timer, 20 * MILLI, 0, 0);
  CHECK(left(timer) > 0 && left(timer) <= 20 * MILLI);
  siginfo_t info = await(SIGUSR1);
  CHECK(info.si_code == SI_TIMER && info.si_value.sival_int == 5 && info.si_overrun == 0);
  CHECK(left(timer) == 0 && timer_getoverrun(timer) == 0);
  /* An absolute time in the past expires at once, and counts all periods since. */
  arm(timer, now_nanos(CLOCK_MONOTONIC) - 95 * MILLI, 10 * MILLI, TIMER_ABSTIME);
  info = await(SIGUSR1);
  CHECK(info.si_overrun >= 9 && timer_getoverrun(timer) == info.si_overrun);
  CHECK(left(timer) > 0 && left(timer) <= 10 * MILLI);
  struct itimerspec old = arm(timer, 0, 0, 0);
  CHECK(nanos_of(old.it_interval) == 10 * MILLI && nanos_of(old.it_value) > 0);
  while (sigtimedwait(&set, NULL, &(struct timespec){0, 0}) > 0) {
  }
  CHECK(left(timer) == 0 && silent());
  /* Blocked, it is there once, with its overruns; set anew, those are forgotten. */
  arm(timer, MILLI, MILLI, 0);
  sleep_millis(20);
  info = await(SIGUSR1);
  CHECK(info.si_overrun >= 15);
  arm(timer, 3600000LL * MILLI, 0, 0);
  CHECK(left(timer) > 3500000LL * MILLI && timer_delete(timer) == 0);
  CHECK_ERRNO(timer_settime(timer, 0, &(struct itimerspec){0}, NULL), EINVAL);
  CHECK_ERRNO(timer_gettime(timer, &old), EINVAL);
  CHECK_ERRNO(timer_getoverrun(timer), EINVAL);
}

static void two_of_one_signal(void) {
  timer_t a = make(CLOCK_MONOTONIC, SIGEV_SIGNAL, SIGUSR1), b = make(CLOCK_REALTIME, SIGEV_SIGNAL, SIGUSR1);
  arm(a, MILLI, 0, 0);
  arm(b, 2 * MILLI, 0, 0);
  sleep_millis(10);
  siginfo_t first = await(SIGUSR1), second = await(SIGUSR1); /* each has its place in the queue */
  CHECK(first.si_timerid != second.si_timerid && silent());
  arm(a, MILLI, 0, 0);
  sleep_millis(10);
  CHECK(timer_delete(a) == 0 && timer_delete(b) == 0);
  while (sigtimedwait(&set, NULL, &(struct timespec){0, 0}) > 0) {
  }
}

static void on_thread(union sigval value) {
  notified_value = value.sival_int;
  notified++;
}

static void *by_thread_id(void *argument) {
  timer_t timer = make(CLOCK_BOOTTIME, SIGEV_THREAD_ID, SIGUSR2);
  arm(timer, MILLI, MILLI, 0);
  for (int i = 0; i < 5; i++) await(SIGUSR2);
  CHECK(timer_delete(timer) == 0);
  return argument;
}

static void other_kinds(void) {
  timer_t timer = make(CLOCK_MONOTONIC, SIGEV_NONE, 0);
  arm(timer, 5 * MILLI, 5 * MILLI, 0);
  int64_t first = left(timer);
  sleep_millis(12);
  CHECK(first > 0 && left(timer) > 0 && left(timer) <= 5 * MILLI && silent());
  CHECK(timer_delete(timer) == 0);
  struct sigevent event = {.sigev_notify = SIGEV_THREAD, .sigev_value.sival_int = 9};
  event.sigev_notify_function = on_thread;
  CHECK(timer_create(CLOCK_MONOTONIC, &event, &timer) == 0);
  arm(timer, MILLI, MILLI, 0);
  while (notified < 3) sleep_millis(1);
  CHECK(notified_value == 9 && timer_delete(timer) == 0);
  pthread_t t;
  CHECK(pthread_create(&t, NULL, by_thread_id, NULL) == 0 && pthread_join(t, NULL) == 0);
  event = (struct sigevent){.sigev_notify = SIGEV_THREAD_ID, .sigev_signo = SIGUSR1};
  event.sigev_notify_thread_id = 1;
  CHECK_ERRNO(timer_create(CLOCK_MONOTONIC, &event, &timer), EINVAL);
  event = (struct sigevent){.sigev_notify = SIGEV_SIGNAL, .sigev_signo = 65};
  CHECK_ERRNO(timer_create(CLOCK_MONOTONIC, &event, &timer), EINVAL);
  CHECK(timer_create(CLOCK_MONOTONIC, NULL, &timer) == 0); /* SIGALRM, with its own id */
  arm(timer, MILLI, 0, 0);
  CHECK(await(SIGALRM).si_code == SI_TIMER && timer_delete(timer) == 0);
}

/* Processor time: passes while the thread works, and for its own clock only then. */
static void of_processor_time(void) {
  timer_t process = make(CLOCK_PROCESS_CPUTIME_ID, SIGEV_SIGNAL, SIGUSR1);
  timer_t thread = make(CLOCK_THREAD_CPUTIME_ID, SIGEV_SIGNAL, SIGUSR2);
  arm(process, 20 * MILLI, 0, 0);
  arm(thread, 30 * MILLI, 0, 0);
  sleep_millis(50);
  CHECK(silent());
  while (silent()) syscall(SYS_getppid);
  while (silent()) syscall(SYS_getppid);
  CHECK(left(process) == 0 && left(thread) == 0 && silent());
  CHECK(timer_delete(process) == 0 && timer_delete(thread) == 0);
  struct itimerval soon = {.it_value = {0, 10000}}, now;
  CHECK(setitimer(ITIMER_PROF, &soon, NULL) == 0);
  while (silent()) syscall(SYS_getppid);
  CHECK(getitimer(ITIMER_PROF, &now) == 0 && now.it_value.tv_sec == 0 && now.it_value.tv_usec == 0);
}

static void alarms(void) {
  struct itimerval now;
  CHECK(alarm(10) == 0);
  CHECK(getitimer(ITIMER_REAL, &now) == 0 && now.it_value.tv_sec >= 9 && now.it_interval.tv_sec == 0);
  struct itimerval often = {.it_value = {0, 2000}, .it_interval = {0, 2000}};
  CHECK(setitimer(ITIMER_REAL, &often, &now) == 0 && now.it_value.tv_sec >= 9);
  for (int i = 0; i < 5; i++) CHECK(await(SIGALRM).si_code == SI_KERNEL);
  sleep_millis(20);
  await(SIGALRM); /* only once, though ten have passed */
  CHECK(alarm(0) == 1); /* rounded up; the interval is gone as well */
  sleep_millis(5);
  while (sigtimedwait(&set, NULL, &(struct timespec){0, 0}) > 0) {
  }
  CHECK_ERRNO(setitimer(ITIMER_REAL, &(struct itimerval){.it_value = {0, 1000000}}, NULL), EINVAL);
  CHECK_ERRNO(setitimer(ITIMER_REAL, &(struct itimerval){.it_value = {-1, 0}}, NULL), EINVAL);
}

static void descriptors(void) {
  int fd = timerfd_create(CLOCK_REALTIME, 0);
  uint64_t n;
  struct itimerspec when = {{0, 10 * MILLI}, timespec_of(now_nanos(CLOCK_REALTIME) + 10 * MILLI)}, old;
  CHECK(timerfd_settime(fd, TFD_TIMER_ABSTIME | TFD_TIMER_CANCEL_ON_SET, &when, NULL) == 0);
  CHECK(read(fd, &n, sizeof n) == sizeof n && n >= 1); /* nobody has set the clock */
  CHECK_ERRNO(timerfd_settime(fd, 8, &when, NULL), EINVAL);
  sleep_millis(35);
  /* Zero if it has come to its end meanwhile. */
  CHECK(timerfd_gettime(fd, &old) == 0 && nanos_of(old.it_value) >= 0 && nanos_of(old.it_value) <= 10 * MILLI);
  CHECK(timerfd_settime(fd, 0, &when, &old) == 0 && nanos_of(old.it_interval) == 10 * MILLI);
  when = (struct itimerspec){{0, 0}, {0, MILLI}};
  CHECK(timerfd_settime(fd, 0, &when, NULL) == 0);
  pid_t child = fork(); /* the same timer */
  if (child == 0) _exit(read(fd, &n, sizeof n) == sizeof n ? (int)n : 99);
  expect_exit(child, 1);
  CHECK(fcntl(fd, F_SETFL, O_NONBLOCK) == 0);
  CHECK_ERRNO(read(fd, &n, sizeof n), EAGAIN);
  close(fd);
}

/* A child has none of the timers; a new program has those of setitimer only. */
static void heirs(const char *program) {
  timer_t timer = make(CLOCK_MONOTONIC, SIGEV_SIGNAL, SIGUSR1);
  arm(timer, 3600000LL * MILLI, 0, 0);
  alarm(100);
  pid_t child = fork();
  if (child == 0) {
    struct itimerspec gone;
    CHECK(alarm(0) == 0);
    CHECK_ERRNO(timer_gettime(timer, &gone), EINVAL);
    timer = make(CLOCK_MONOTONIC, SIGEV_SIGNAL, SIGUSR1);
    arm(timer, 5 * MILLI, 5 * MILLI, 0);
    alarm(50);
    execl(program, program, "--after-exec", NULL);
  }
  expect_exit(child, 4);
  CHECK(alarm(0) > 90 && timer_delete(timer) == 0);
}

int main(int argc, char **argv) {
  guest_init(argc, argv);
  sigemptyset(&set);
  const int signals[] = {SIGUSR1, SIGUSR2, SIGALRM, SIGPROF};
  for (int i = 0; i < 4; i++) sigaddset(&set, signals[i]);
  CHECK(sigprocmask(SIG_BLOCK, &set, NULL) == 0);
  if (guest_has("--after-exec")) {
    sleep_millis(20);
    return silent() && alarm(0) > 40 ? 4 : 1;
  }
  once_and_again();
  two_of_one_signal();
  other_kinds();
  of_processor_time();
  alarms();
  descriptors();
  heirs(argv[0]);
  return done("all timers expire as they should");
}
