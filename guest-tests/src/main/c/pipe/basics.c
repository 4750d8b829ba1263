/*
 * Rule: pipes are tried without blocking, and the thread waits in the scheduler.
 * Kind: semantics
 * Natively: order, end of file, EPIPE with SIGPIPE, EAGAIN, FIONREAD and capacity hold.
 * Fails without: Pipe.detach, which ends the file for readers, and Pipe.add.
 */
#include "../guest.h"

static volatile int broken;
static void on_pipe(int signal) { (void)signal; broken++; }

int main(int argc, char **argv) {
  guest_init(argc, argv);
  int p[2], count;
  char buffer[8192];
  CHECK(pipe(p) == 0);
  CHECK(write(p[1], "hello", 5) == 5 && write(p[1], "world", 5) == 5);
  CHECK(ioctl(p[0], FIONREAD, &count) == 0 && count == 10);
  CHECK(read(p[0], buffer, 3) == 3 && memcmp(buffer, "hel", 3) == 0);
  CHECK(read(p[0], buffer, 100) == 7 && memcmp(buffer, "loworld", 7) == 0);
  CHECK(read(p[0], buffer, 0) == 0 && write(p[1], buffer, 0) == 0);
  CHECK_ERRNO(read(p[1], buffer, 1), EBADF);
  CHECK_ERRNO(write(p[0], buffer, 1), EBADF);
  CHECK_ERRNO(lseek(p[0], 0, SEEK_SET), ESPIPE);

  /* A reader that blocks gets what a later write brings. */
  pid_t child = fork();
  if (child == 0) {
    close(p[1]);
    CHECK(read(p[0], buffer, 100) == 4 && memcmp(buffer, "late", 4) == 0);
    CHECK(read(p[0], buffer, 100) == 0);
    _exit(0);
  }
  await_blocked(child);
  CHECK(write(p[1], "late", 4) == 4);
  close(p[0]);
  close(p[1]);
  expect_exit(child, 0);

  /* Without a reader: SIGPIPE, and EPIPE when that is handled or ignored. */
  CHECK(pipe(p) == 0);
  close(p[0]);
  child = fork();
  if (child == 0) _exit(write(p[1], "x", 1) == 1);
  expect_killed(child, SIGPIPE);
  handle(SIGPIPE, on_pipe, 0);
  CHECK_ERRNO(write(p[1], "x", 1), EPIPE);
  CHECK(broken == 1);
  signal(SIGPIPE, SIG_IGN);
  CHECK_ERRNO(write(p[1], "x", 1), EPIPE);
  close(p[1]);

  /* O_NONBLOCK: empty and full are EAGAIN; a write above PIPE_BUF is partial. */
  CHECK(pipe2(p, O_NONBLOCK | O_CLOEXEC) == 0);
  CHECK(fcntl(p[0], F_GETFL) == O_NONBLOCK && fcntl(p[1], F_GETFL) == (O_NONBLOCK | O_WRONLY));
  CHECK_ERRNO(read(p[0], buffer, 1), EAGAIN);
  CHECK(fcntl(p[1], F_GETPIPE_SZ) == 65536);
  memset(buffer, 'x', sizeof buffer);
  int total = 0;
  while (total < 65536) {
    CHECK(write(p[1], buffer, 4096) == 4096);
    total += 4096;
  }
  CHECK_ERRNO(write(p[1], buffer, 1), EAGAIN);
  CHECK(read(p[0], buffer, 4096) == 4096);
  CHECK(write(p[1], buffer, 8192) == 4096);
  CHECK(ioctl(p[0], FIONREAD, &count) == 0 && count == 65536);
  CHECK(fcntl(p[1], F_SETPIPE_SZ, 131072) == 131072);
  CHECK(write(p[1], buffer, 4096) == 4096);
  CHECK_ERRNO(fcntl(p[1], F_SETPIPE_SZ, 4096), EBUSY);
  return done("pipes keep order and report their ends");
}
