/*
 * Rule: opening a FIFO waits for the other side in the scheduler.
 * Kind: semantics
 * Natively: open blocks until both sides are there; O_NONBLOCK gives ENXIO to a lone writer.
 * Fails without: Pipe.attach, which wakes the other side of the rendezvous.
 */
#include "../guest.h"

int main(int argc, char **argv) {
  guest_init(argc, argv);
  char buffer[64];
  CHECK(mkfifo("fifo", 0600) == 0);
  CHECK_ERRNO(mkfifo("fifo", 0600), EEXIST);
  struct stat s;
  CHECK(stat("fifo", &s) == 0 && S_ISFIFO(s.st_mode));
  CHECK_ERRNO(open("fifo", O_WRONLY | O_NONBLOCK), ENXIO);
  int lone = open("fifo", O_RDONLY | O_NONBLOCK);
  CHECK(lone >= 0 && read(lone, buffer, 1) == 0);
  struct pollfd one = {.fd = lone, .events = POLLIN};
  CHECK(poll(&one, 1, 0) == 0);
  close(lone);

  pid_t writer = fork();
  if (writer == 0) {
    int fd = open("fifo", O_WRONLY);
    CHECK(fd >= 0 && write(fd, "through", 7) == 7);
    close(fd);
    sleep_millis(20);
    fd = open("fifo", O_WRONLY);
    CHECK(fd >= 0 && write(fd, "again", 5) == 5);
    _exit(0);
  }
  await_blocked(writer);
  int fd = open("fifo", O_RDONLY);
  CHECK(fd >= 0 && read(fd, buffer, sizeof buffer) == 7 && memcmp(buffer, "through", 7) == 0);
  CHECK(read(fd, buffer, sizeof buffer) == 0);
  close(fd);
  fd = open("fifo", O_RDONLY); /* blocks until the writer comes back */
  CHECK(fd >= 0 && read(fd, buffer, sizeof buffer) == 5 && read(fd, buffer, 1) == 0);
  expect_exit(writer, 0);
  close(fd);

  /* Interrupted while it waits for the other side. */
  extern void nothing(int);
  handle(SIGALRM, nothing, 0);
  arm_alarm(10000);
  CHECK_ERRNO(open("fifo", O_WRONLY), EINTR);
  disarm_alarm();
  fd = open("fifo", O_RDWR);
  CHECK(fd >= 0 && write(fd, "x", 1) == 1 && read(fd, buffer, 9) == 1);
  CHECK(unlink("fifo") == 0);
  return done("a FIFO brings both sides together");
}

void nothing(int signal) { (void)signal; }
