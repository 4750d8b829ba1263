/*
 * Rule: a pair of stream sockets blocks in the scheduler.
 * Kind: semantics
 * Natively: both directions, peeking, shutdown, end of file, EPIPE, EAGAIN and timeouts hold.
 * Fails without: UnixConnection.sendRoom and Receiving.take.
 */
#include "../guest.h"
#include <sys/socket.h>
#include <sys/uio.h>

int main(int argc, char **argv) {
  guest_init(argc, argv);
  int s[2], count, type;
  char buffer[70000] = {0};
  CHECK(socketpair(AF_UNIX, SOCK_STREAM, 0, s) == 0);
  socklen_t size = sizeof type;
  CHECK(getsockopt(s[0], SOL_SOCKET, SO_TYPE, &type, &size) == 0 && type == SOCK_STREAM);
  CHECK(write(s[0], "ab", 2) == 2 && send(s[0], "cd", 2, 0) == 2);
  CHECK(recv(s[1], buffer, 3, MSG_PEEK) == 3 && memcmp(buffer, "abc", 3) == 0);
  CHECK(ioctl(s[1], FIONREAD, &count) == 0 && count == 4);
  CHECK(read(s[1], buffer, 9) == 4 && memcmp(buffer, "abcd", 4) == 0);
  CHECK_ERRNO(recv(s[1], buffer, 1, MSG_DONTWAIT), EAGAIN);
  struct iovec parts[2] = {{"xy", 2}, {"z", 1}};
  CHECK(writev(s[1], parts, 2) == 3 && read(s[0], buffer, 9) == 3 && memcmp(buffer, "xyz", 3) == 0);

  /* MSG_WAITALL gathers what comes in parts. */
  pid_t child = fork();
  if (child == 0) {
    for (int i = 0; i < 5; i++) {
      CHECK(write(s[0], "12345", 5) == 5);
      sleep_millis(3);
    }
    CHECK(read(s[0], buffer, 2) == 2 && memcmp(buffer, "ok", 2) == 0);
    _exit(0);
  }
  CHECK(recv(s[1], buffer, 25, MSG_WAITALL) == 25);
  CHECK(write(s[1], "ok", 2) == 2);
  expect_exit(child, 0);

  struct timeval limit = {0, 20000};
  CHECK(setsockopt(s[1], SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit) == 0);
  int64_t start = now_nanos(CLOCK_MONOTONIC);
  CHECK_ERRNO(read(s[1], buffer, 1), EAGAIN);
  CHECK(now_nanos(CLOCK_MONOTONIC) - start >= 19000000);

  /* More than the buffers hold: the writer waits for the reader. */
  child = fork();
  if (child == 0) {
    close(s[1]);
    for (int i = 0; i < 20; i++) CHECK(send(s[0], buffer, sizeof buffer, 0) == sizeof buffer);
    _exit(0);
  }
  close(s[0]);
  long total = 0;
  ssize_t n;
  await_blocked(child);
  limit.tv_usec = 0;
  CHECK(setsockopt(s[1], SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit) == 0);
  while ((n = read(s[1], buffer, sizeof buffer)) > 0) total += n;
  CHECK(n == 0 && total == 20L * (long)sizeof buffer);
  expect_exit(child, 0);
  signal(SIGPIPE, SIG_DFL);
  CHECK_ERRNO(send(s[1], "x", 1, MSG_NOSIGNAL), EPIPE);
  close(s[1]);

  CHECK(socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, s) == 0);
  CHECK(fcntl(s[0], F_GETFL) == (O_RDWR | O_NONBLOCK) && fcntl(s[0], F_GETFD) == FD_CLOEXEC);
  CHECK_ERRNO(read(s[0], buffer, 1), EAGAIN);
  CHECK(write(s[0], "last", 4) == 4 && shutdown(s[0], SHUT_WR) == 0);
  CHECK_ERRNO(send(s[0], "x", 1, MSG_NOSIGNAL), EPIPE);
  CHECK(read(s[1], buffer, 9) == 4 && read(s[1], buffer, 9) == 0);
  struct pollfd one = {.fd = s[1], .events = POLLIN | POLLOUT | POLLRDHUP};
  CHECK(poll(&one, 1, 0) == 1 && one.revents == (POLLIN | POLLOUT | POLLRDHUP));
  CHECK(write(s[1], "back", 4) == 4 && read(s[0], buffer, 9) == 4);
  close(s[0]);
  CHECK(poll(&one, 1, 0) == 1 && (one.revents & POLLHUP));
  CHECK_ERRNO(shutdown(s[0], SHUT_RD), EBADF);
  CHECK_ERRNO(shutdown(0, SHUT_RD), ENOTSOCK);
  CHECK_ERRNO(socketpair(AF_INET, SOCK_STREAM, 0, s), EOPNOTSUPP);
  return done("stream pairs carry bytes both ways");
}
