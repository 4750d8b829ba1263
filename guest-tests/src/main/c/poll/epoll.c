/*
 * Rule: epoll waits in the scheduler.
 * Kind: semantics
 * Natively: level and edge trigger, one-shot, hang-up, nesting, timeouts and errors hold.
 * Fails without: Epoll.check and Interest.readinessChanged.
 */
#include "../guest.h"
#include <sys/epoll.h>
#include <sys/socket.h>

static int ep;

static void control(int op, int fd, unsigned int events) {
  struct epoll_event e = {.events = events, .data.fd = fd};
  CHECK(epoll_ctl(ep, op, fd, &e) == 0);
}

/* The events of the only ready descriptor, which must be this one; 0 for a timeout. */
static unsigned int next(int fd, int timeout) {
  struct epoll_event got[4];
  int n = epoll_wait(ep, got, 4, timeout);
  CHECK(n == 0 || n == 1);
  CHECK(n == 0 || got[0].data.fd == fd);
  return n ? got[0].events : 0;
}

static volatile int signals;
static void count(int signal) { (void)signal; signals++; }

int main(int argc, char **argv) {
  guest_init(argc, argv);
  int p[2], s[2];
  char buffer[64];
  ep = epoll_create1(EPOLL_CLOEXEC);
  CHECK(ep >= 0 && pipe(p) == 0);
  control(EPOLL_CTL_ADD, p[0], EPOLLIN);
  int64_t start = now_nanos(CLOCK_MONOTONIC);
  CHECK(next(p[0], 20) == 0 && now_nanos(CLOCK_MONOTONIC) - start >= 20000000);
  CHECK(write(p[1], "abc", 3) == 3);
  CHECK(next(p[0], -1) == EPOLLIN && next(p[0], -1) == EPOLLIN); /* level */
  control(EPOLL_CTL_MOD, p[0], EPOLLIN | EPOLLET);
  CHECK(next(p[0], -1) == EPOLLIN && next(p[0], 0) == 0); /* edge */
  CHECK(write(p[1], "d", 1) == 1);
  CHECK(next(p[0], -1) == EPOLLIN && next(p[0], 0) == 0);
  control(EPOLL_CTL_MOD, p[0], EPOLLIN | EPOLLONESHOT);
  CHECK(next(p[0], -1) == EPOLLIN && next(p[0], 0) == 0);
  CHECK(write(p[1], "e", 1) == 1 && next(p[0], 0) == 0);
  control(EPOLL_CTL_MOD, p[0], EPOLLIN | EPOLLONESHOT);
  CHECK(next(p[0], -1) == EPOLLIN);
  control(EPOLL_CTL_MOD, p[0], EPOLLIN);
  CHECK(read(p[0], buffer, 64) == 5 && next(p[0], 0) == 0);

  /* Woken by another process, then by its end. */
  pid_t child = fork();
  if (child == 0) {
    sleep_millis(10);
    CHECK(write(p[1], "x", 1) == 1);
    _exit(0);
  }
  CHECK(next(p[0], -1) == EPOLLIN && read(p[0], buffer, 1) == 1);
  expect_exit(child, 0);
  close(p[1]);
  CHECK(next(p[0], -1) == EPOLLHUP);
  close(p[0]);
  CHECK(next(p[0], 0) == 0); /* a closed descriptor leaves the list */

  CHECK(socketpair(AF_UNIX, SOCK_STREAM, 0, s) == 0);
  control(EPOLL_CTL_ADD, s[0], EPOLLIN | EPOLLOUT | EPOLLRDHUP);
  CHECK(next(s[0], -1) == EPOLLOUT);
  CHECK(shutdown(s[1], SHUT_WR) == 0 && next(s[0], -1) == (EPOLLIN | EPOLLOUT | EPOLLRDHUP));
  struct epoll_event e = {.events = EPOLLIN, .data.fd = s[1]};
  CHECK_ERRNO(epoll_ctl(ep, EPOLL_CTL_ADD, s[0], &e), EEXIST);
  CHECK_ERRNO(epoll_ctl(ep, EPOLL_CTL_MOD, s[1], &e), ENOENT);
  CHECK_ERRNO(epoll_ctl(ep, EPOLL_CTL_ADD, ep, &e), EINVAL);
  CHECK_ERRNO(epoll_ctl(ep, EPOLL_CTL_ADD, 99, &e), EBADF);
  int file = open("file", O_RDWR | O_CREAT, 0600);
  CHECK_ERRNO(epoll_ctl(ep, EPOLL_CTL_ADD, file, &e), EPERM);
  CHECK(unlink("file") == 0);
  CHECK_ERRNO(epoll_wait(ep, &e, 0, 0), EINVAL);
  CHECK_ERRNO(epoll_wait(s[0], &e, 1, 0), EINVAL);

  /* An epoll in an epoll is readable when it has events. */
  int inner = ep, outer = epoll_create1(0);
  struct epoll_event got;
  e.data.fd = inner;
  CHECK(epoll_ctl(outer, EPOLL_CTL_ADD, inner, &e) == 0);
  CHECK(epoll_wait(outer, &got, 1, -1) == 1 && got.data.fd == inner && got.events == EPOLLIN);
  CHECK(epoll_ctl(inner, EPOLL_CTL_DEL, s[0], NULL) == 0 && epoll_wait(outer, &got, 1, 0) == 0);
  struct pollfd one = {.fd = inner, .events = POLLIN};
  CHECK(poll(&one, 1, 0) == 0);
  control(EPOLL_CTL_ADD, s[0], EPOLLOUT);
  CHECK(poll(&one, 1, -1) == 1 && one.revents == POLLIN);
  CHECK(epoll_ctl(inner, EPOLL_CTL_DEL, s[0], NULL) == 0);

  /* The mask of epoll_pwait holds for the wait alone. */
  sigset_t set, empty;
  sigemptyset(&empty);
  sigemptyset(&set);
  sigaddset(&set, SIGUSR1);
  handle(SIGUSR1, count, SA_RESTART);
  CHECK(sigprocmask(SIG_BLOCK, &set, NULL) == 0 && raise(SIGUSR1) == 0);
  CHECK(epoll_wait(ep, &got, 1, 1) == 0 && signals == 0);
  CHECK_ERRNO(epoll_pwait(ep, &got, 1, -1, &empty), EINTR);
  CHECK(signals == 1);
  return done("epoll tells what is ready");
}
