/*
 * Rule: poll, ppoll, select and pselect wait in the scheduler.
 * Kind: semantics
 * Natively: readiness, hang-up, errors, timeouts and temporary masks hold.
 * Fails without: PollCalls.revents, SelectCalls.check and TemporaryMask.set.
 */
#include "../guest.h"
#include <sys/select.h>

static volatile int signals;
static void count(int signal) { (void)signal; signals++; }

static int events(int fd, int wanted, int timeout) {
  struct pollfd one = {.fd = fd, .events = (short)wanted};
  int n = poll(&one, 1, timeout);
  CHECK(n >= 0 && (n > 0) == (one.revents != 0));
  return one.revents;
}

int main(int argc, char **argv) {
  guest_init(argc, argv);
  int p[2];
  char buffer[65536] = {0};
  CHECK(pipe(p) == 0);
  CHECK(events(p[0], POLLIN, 0) == 0 && events(p[1], POLLOUT, 0) == POLLOUT);
  int64_t start = now_nanos(CLOCK_MONOTONIC);
  CHECK(events(p[0], POLLIN, 20) == 0);
  CHECK(now_nanos(CLOCK_MONOTONIC) - start >= 20000000);
  CHECK(write(p[1], buffer, 65536) == 65536);
  CHECK(events(p[1], POLLOUT, 0) == 0 && events(p[0], POLLIN, -1) == POLLIN);
  CHECK(read(p[0], buffer, 65536) == 65536);

  /* Woken by another process, then by its end. */
  pid_t child = fork();
  if (child == 0) {
    close(p[0]);
    sleep_millis(20);
    CHECK(write(p[1], "x", 1) == 1);
    _exit(0);
  }
  close(p[1]);
  CHECK(events(p[0], POLLIN, -1) & POLLIN);
  CHECK(read(p[0], buffer, 1) == 1);
  CHECK(events(p[0], POLLIN, -1) == POLLHUP);
  expect_exit(child, 0);
  close(p[0]);
  CHECK(pipe(p) == 0);
  close(p[0]);
  CHECK(events(p[1], POLLOUT, -1) == (POLLOUT | POLLERR));
  CHECK(events(p[0], POLLIN, -1) == POLLNVAL);
  CHECK(events(-1, POLLIN, 1) == 0);
  close(p[1]);

  CHECK(pipe(p) == 0);
  fd_set in, out;
  FD_ZERO(&in);
  FD_ZERO(&out);
  FD_SET(p[0], &in);
  FD_SET(p[1], &out);
  int top = p[1] + 1;
  CHECK(select(top, &in, &out, NULL, NULL) == 1 && !FD_ISSET(p[0], &in) && FD_ISSET(p[1], &out));
  FD_SET(p[0], &in);
  struct timeval timeout = {0, 10000};
  CHECK(select(top, &in, NULL, NULL, &timeout) == 0 && !FD_ISSET(p[0], &in));
  CHECK(timeout.tv_sec == 0 && timeout.tv_usec == 0); /* Linux tells what is left */
  FD_SET(20, &in);
  CHECK_ERRNO(select(21, &in, NULL, NULL, &timeout), EBADF);
  CHECK_ERRNO(select(-1, NULL, NULL, NULL, NULL), EINVAL);

  /* The mask of ppoll and pselect holds for the wait alone. */
  sigset_t blocked, empty;
  sigemptyset(&empty);
  sigemptyset(&blocked);
  sigaddset(&blocked, SIGUSR1);
  handle(SIGUSR1, count, SA_RESTART);
  CHECK(sigprocmask(SIG_BLOCK, &blocked, NULL) == 0);
  raise(SIGUSR1);
  struct pollfd one = {.fd = p[0], .events = POLLIN};
  struct timespec second = {1, 0};
  CHECK(ppoll(&one, 1, &(struct timespec){0, 1000}, NULL) == 0 && signals == 0);
  CHECK_ERRNO(ppoll(&one, 1, &second, &empty), EINTR);
  CHECK(signals == 1);
  raise(SIGUSR1);
  FD_ZERO(&in);
  FD_SET(p[0], &in);
  CHECK_ERRNO(pselect(top, &in, NULL, NULL, &second, &empty), EINTR);
  CHECK(signals == 2);
  CHECK_ERRNO(ppoll(&one, 1, &(struct timespec){0, 1000000000}, NULL), EINVAL);
  CHECK(poll(NULL, 0, 5) == 0);
  return done("poll and select see what pipes do");
}
