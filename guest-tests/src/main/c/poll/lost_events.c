/*
 * Rule: events which cannot be written to memory are not lost, and watches follow the last name.
 * Kind: semantics
 * Natively: epoll_wait with a bad address keeps the event; a watched file ends with its last name.
 * Fails without: EpollCalls.isWritable and Watches.removed.
 */
#include "../guest.h"
#include <sys/epoll.h>
#include <sys/inotify.h>

static char buffer[4096];

static uint32_t next_mask(int fd, const char *name) {
  static size_t used, held;
  if (used == held) {
    ssize_t n = read(fd, buffer, sizeof buffer);
    CHECK(n > 0);
    used = 0;
    held = (size_t)n;
  }
  struct inotify_event *event = (struct inotify_event *)(buffer + used);
  used += sizeof *event + event->len;
  CHECK(strcmp(event->len ? event->name : "", name) == 0);
  return event->mask;
}

static void polled(void) {
  int p[2], epoll = epoll_create1(0);
  CHECK(pipe(p) == 0 && write(p[1], "x", 1) == 1);
  struct epoll_event event = {.events = EPOLLIN | EPOLLONESHOT, .data.u64 = 77};
  CHECK(epoll_ctl(epoll, EPOLL_CTL_ADD, p[0], &event) == 0);
  CHECK_ERRNO(syscall(SYS_epoll_wait, epoll, 8, 4, -1), EFAULT);
  struct epoll_event found = {0};
  CHECK(epoll_wait(epoll, &found, 1, 0) == 1 && found.data.u64 == 77 && found.events == EPOLLIN);
  CHECK(epoll_wait(epoll, &found, 1, 0) == 0);
}

static void watched(void) {
  CHECK(mkdir("e", 0755) == 0 && close(open("e/a", O_CREAT | O_WRONLY, 0600)) == 0);
  CHECK(link("e/a", "e/b") == 0);
  int fd = inotify_init1(IN_NONBLOCK), w = inotify_add_watch(fd, "e/a", IN_ATTRIB | IN_DELETE_SELF | IN_MOVE_SELF);
  CHECK(w == 1);
  CHECK(unlink("e/a") == 0 && next_mask(fd, "") == IN_ATTRIB);
  CHECK_ERRNO(read(fd, buffer, sizeof buffer), EAGAIN);
  CHECK(rename("e/b", "e/c") == 0 && next_mask(fd, "") == IN_MOVE_SELF);
  CHECK(unlink("e/c") == 0);
  CHECK(next_mask(fd, "") == IN_ATTRIB && next_mask(fd, "") == IN_DELETE_SELF && next_mask(fd, "") == IN_IGNORED);

  /* Of each pair of events the bad address costs one at most. */
  w = inotify_add_watch(fd, "e", IN_CREATE | IN_DELETE);
  CHECK(w == 2 && mkdir("e/x", 0755) == 0 && mkdir("e/y", 0755) == 0);
  CHECK_ERRNO(syscall(SYS_read, fd, 8, 4096), EFAULT);
  int left;
  CHECK(ioctl(fd, FIONREAD, &left) == 0 && left >= 32);
  CHECK_ERRNO(read(fd, buffer, 20), EINVAL);
  CHECK(rmdir("e/x") == 0 && rmdir("e/y") == 0 && rmdir("e") == 0);
}

int main(int argc, char **argv) {
  guest_init(argc, argv);
  polled();
  watched();
  return done("no event is lost");
}
