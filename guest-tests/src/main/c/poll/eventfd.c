/*
 * Rule: eventfd blocks in the scheduler.
 * Kind: semantics
 * Natively: sums, the semaphore mode, blocking at zero and at the maximum, and polling hold.
 * Fails without: EventFd.read.
 */
#include "../guest.h"
#include <sys/eventfd.h>

static int fd;

static void *adder(void *argument) {
  for (int i = 0; i < 3; i++) {
    sleep_millis(5);
    CHECK(eventfd_write(fd, 10) == 0);
  }
  return argument;
}

int main(int argc, char **argv) {
  guest_init(argc, argv);
  eventfd_t value;
  fd = eventfd(3, 0);
  CHECK(fd >= 0 && eventfd_read(fd, &value) == 0 && value == 3);
  pthread_t t;
  CHECK(pthread_create(&t, NULL, adder, NULL) == 0);
  uint64_t sum = 0;
  while (sum < 30) {
    CHECK(eventfd_read(fd, &value) == 0 && value % 10 == 0 && value > 0);
    sum += value;
  }
  CHECK(sum == 30 && pthread_join(t, NULL) == 0);
  struct pollfd one = {.fd = fd, .events = POLLIN | POLLOUT};
  CHECK(poll(&one, 1, 0) == 1 && one.revents == POLLOUT);
  CHECK(eventfd_write(fd, 1) == 0 && poll(&one, 1, 0) == 1 && one.revents == (POLLIN | POLLOUT));
  CHECK_ERRNO(read(fd, &value, 4), EINVAL);
  CHECK_ERRNO(eventfd_write(fd, UINT64_MAX), EINVAL);

  /* A write that would pass the maximum waits for a read. */
  CHECK(eventfd_write(fd, UINT64_MAX - 2) == 0);
  CHECK(poll(&one, 1, 0) == 1 && one.revents == POLLIN);
  pid_t child = fork();
  if (child == 0) {
    CHECK(eventfd_write(fd, 5) == 0);
    _exit(0);
  }
  await_blocked(child);
  CHECK(eventfd_read(fd, &value) == 0 && value == UINT64_MAX - 1);
  expect_exit(child, 0);
  CHECK(eventfd_read(fd, &value) == 0 && value == 5);
  close(fd);

  fd = eventfd(2, EFD_SEMAPHORE | EFD_NONBLOCK);
  CHECK(eventfd_read(fd, &value) == 0 && value == 1);
  CHECK(eventfd_read(fd, &value) == 0 && value == 1);
  CHECK_ERRNO(eventfd_read(fd, &value), EAGAIN);
  CHECK_ERRNO(eventfd(0, 0x10), EINVAL);
  return done("eventfd counts");
}
