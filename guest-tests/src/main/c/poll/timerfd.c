/*
 * Rule: timerfd runs on virtual time.
 * Kind: semantics
 * Natively: relative, absolute and interval timers expire when due, with counts.
 * Fails without: TimerFd.read and TimerFd.arm.
 */
#include "../guest.h"
#include <sys/timerfd.h>

static uint64_t expirations(int fd) {
  uint64_t n = 0;
  CHECK(read(fd, &n, sizeof n) == sizeof n && n > 0);
  return n;
}

int main(int argc, char **argv) {
  guest_init(argc, argv);
  int fd = timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC);
  CHECK(fd >= 0);
  int64_t start = now_nanos(CLOCK_MONOTONIC);
  struct itimerspec when = {.it_value = {0, 20000000}}, left;
  CHECK(timerfd_settime(fd, 0, &when, NULL) == 0);
  struct pollfd one = {.fd = fd, .events = POLLIN};
  CHECK(poll(&one, 1, 0) == 0);
  CHECK(timerfd_gettime(fd, &left) == 0 && nanos_of(left.it_value) > 0 && nanos_of(left.it_value) <= 20000000);
  CHECK(expirations(fd) == 1 && now_nanos(CLOCK_MONOTONIC) - start >= 20000000);
  CHECK(timerfd_gettime(fd, &left) == 0 && nanos_of(left.it_value) == 0);

  when = (struct itimerspec){.it_value = {0, 2000000}, .it_interval = {0, 2000000}};
  CHECK(timerfd_settime(fd, 0, &when, NULL) == 0);
  sleep_millis(21);
  CHECK(expirations(fd) >= 10);
  CHECK(poll(&one, 1, -1) == 1 && one.revents == POLLIN && expirations(fd) >= 1);
  CHECK(timerfd_settime(fd, 0, &(struct itimerspec){0}, &left) == 0);
  CHECK(nanos_of(left.it_interval) == 2000000);
  CHECK(poll(&one, 1, 10) == 0);

  when = (struct itimerspec){.it_value = timespec_of(now_nanos(CLOCK_MONOTONIC) + 10000000)};
  CHECK(timerfd_settime(fd, TFD_TIMER_ABSTIME, &when, NULL) == 0 && expirations(fd) == 1);
  CHECK(now_nanos(CLOCK_MONOTONIC) >= nanos_of(when.it_value));
  CHECK(timerfd_settime(fd, TFD_TIMER_ABSTIME, &when, NULL) == 0 && expirations(fd) == 1); /* past */
  close(fd);

  fd = timerfd_create(CLOCK_REALTIME, TFD_NONBLOCK);
  uint64_t n;
  CHECK_ERRNO(read(fd, &n, sizeof n), EAGAIN);
  CHECK_ERRNO(read(fd, &n, 4), EINVAL);
  when = (struct itimerspec){.it_value = timespec_of(now_nanos(CLOCK_REALTIME) + 10000000)};
  CHECK(timerfd_settime(fd, TFD_TIMER_ABSTIME, &when, NULL) == 0);
  one.fd = fd;
  CHECK(poll(&one, 1, -1) == 1 && expirations(fd) == 1 && now_nanos(CLOCK_REALTIME) >= nanos_of(when.it_value));
  when.it_value.tv_nsec = 1000000000;
  CHECK_ERRNO(timerfd_settime(fd, 0, &when, NULL), EINVAL);
  CHECK_ERRNO(timerfd_create(99, 0), EINVAL);
  CHECK_ERRNO(timerfd_gettime(0, &left), EINVAL);
  return done("timer descriptors expire when due");
}
