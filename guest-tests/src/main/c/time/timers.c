/*
 * Rule: alarm, setitimer and timer_create run on virtual time.
 * Kind: semantics
 * Natively: signals come when due, to the thread asked for, as often as asked for.
 * Fails without: IntervalTimerCalls.set and PosixTimerCalls.set.
 */
#include "../guest.h"

#ifndef sigev_notify_thread_id
#define sigev_notify_thread_id _sigev_un._tid
#endif

static volatile int alarms;
static volatile pid_t receiver;
static volatile int value;

static void on_alarm(int signal) { (void)signal; alarms++; }

static void on_timer(int signal, siginfo_t *info, void *context) {
  (void)signal;
  (void)context;
  if (info->si_code != SI_TIMER) return;
  receiver = gettid();
  value = info->si_value.sival_int;
  alarms++;
}

static void *owner(void *argument) {
  struct sigevent event = {.sigev_notify = SIGEV_THREAD_ID, .sigev_signo = SIGRTMIN};
  event.sigev_value.sival_int = 7;
  event.sigev_notify_thread_id = gettid();
  timer_t timer;
  CHECK(timer_create(CLOCK_MONOTONIC, &event, &timer) == 0);
  CHECK(timer_settime(timer, 0, &(struct itimerspec){.it_value = {0, 10000000}}, NULL) == 0);
  await_signal(SIGRTMIN, &alarms, 1);
  CHECK(receiver == gettid() && value == 7);
  CHECK(timer_delete(timer) == 0);
  return argument;
}

int main(int argc, char **argv) {
  guest_init(argc, argv);
  handle(SIGALRM, on_alarm, 0);
  CHECK(alarm(100) == 0);
  unsigned int left = alarm(1);
  CHECK(left == 100 || left == 99);
  int64_t start = now_nanos(CLOCK_MONOTONIC);
  await_signal(SIGALRM, &alarms, 1);
  CHECK(alarms == 1 && now_nanos(CLOCK_MONOTONIC) - start >= 990000000);
  CHECK(alarm(50) == 0 && alarm(0) > 0 && alarm(0) == 0);

  /* An interval timer fires again and again until it is disarmed. */
  struct itimerval timer = {.it_value = {0, 5000}, .it_interval = {0, 5000}}, old;
  alarms = 0;
  CHECK(setitimer(ITIMER_REAL, &timer, NULL) == 0);
  await_signal(SIGALRM, &alarms, 5);
  CHECK(getitimer(ITIMER_REAL, &old) == 0 && old.it_interval.tv_usec == 5000);
  CHECK(setitimer(ITIMER_REAL, &(struct itimerval){0}, &old) == 0 && old.it_interval.tv_usec == 5000);
  CHECK_ERRNO(setitimer(9, &timer, NULL), EINVAL);

  struct sigaction action = {.sa_sigaction = on_timer, .sa_flags = SA_SIGINFO};
  CHECK(sigaction(SIGRTMIN, &action, NULL) == 0);
  alarms = 0;
  pthread_t t;
  CHECK(pthread_create(&t, NULL, owner, NULL) == 0 && pthread_join(t, NULL) == 0);

  /* Absolute time, then the count of expirations while the signal was blocked. */
  struct sigevent event = {.sigev_notify = SIGEV_SIGNAL, .sigev_signo = SIGRTMIN};
  timer_t id;
  CHECK(timer_create(CLOCK_REALTIME, &event, &id) == 0);
  alarms = 0;
  struct itimerspec when = {.it_value = timespec_of(now_nanos(CLOCK_REALTIME) + 10000000)};
  CHECK(timer_settime(id, TIMER_ABSTIME, &when, NULL) == 0);
  await_signal(SIGRTMIN, &alarms, 1);
  CHECK(now_nanos(CLOCK_REALTIME) >= nanos_of(when.it_value));
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGRTMIN);
  CHECK(sigprocmask(SIG_BLOCK, &set, NULL) == 0);
  when = (struct itimerspec){.it_value = {0, 1000000}, .it_interval = {0, 1000000}};
  CHECK(timer_settime(id, 0, &when, NULL) == 0);
  sleep_millis(20);
  siginfo_t info;
  CHECK(sigwaitinfo(&set, &info) == SIGRTMIN && info.si_overrun >= 5);
  CHECK(timer_gettime(id, &when) == 0 && nanos_of(when.it_interval) == 1000000);
  CHECK(timer_delete(id) == 0);
  CHECK_ERRNO(timer_delete(id), EINVAL);
  event.sigev_notify = SIGEV_NONE;
  CHECK(timer_create(CLOCK_MONOTONIC, &event, &id) == 0 && timer_delete(id) == 0);
  CHECK_ERRNO(timer_create(999, &event, &id), EINVAL);

  /* The virtual timer counts processor time: it needs work, not waiting. */
  handle(SIGVTALRM, on_alarm, 0);
  alarms = 0;
  timer = (struct itimerval){.it_value = {0, 10000}};
  CHECK(setitimer(ITIMER_VIRTUAL, &timer, NULL) == 0);
  for (long i = 0; alarms == 0; i++) {
    if (i % 1000 == 0) syscall(SYS_getppid);
  }
  return done("timers fire when due");
}
