/*
 * Rule: inotify events come in the order of what was done, and reading waits in the scheduler.
 * Kind: semantics
 * Natively: creation, change, move with its cookie, removal and the end of a watch are told.
 * Fails without: Watches.tell.
 */
#include "../guest.h"
#include <sys/inotify.h>

static char buffer[4096];
static size_t used, held;
static int fd;

static struct inotify_event *next(void) {
  if (used == held) {
    ssize_t n = read(fd, buffer, sizeof buffer);
    CHECK(n > 0);
    used = 0;
    held = (size_t)n;
  }
  struct inotify_event *event = (struct inotify_event *)(buffer + used);
  used += sizeof *event + event->len;
  return event;
}

static void expect(uint32_t mask, const char *name) {
  struct inotify_event *event = next();
  show("event", "%x %s", event->mask, event->len ? event->name : "");
  CHECK((event->mask & mask) == mask);
  CHECK(strcmp(event->len ? event->name : "", name) == 0);
}

int main(int argc, char **argv) {
  guest_init(argc, argv);
  CHECK(mkdir("watched", 0755) == 0);
  fd = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
  int watch = inotify_add_watch(fd, "watched", IN_ALL_EVENTS & ~(IN_ACCESS | IN_OPEN | IN_CLOSE_NOWRITE));
  CHECK(fd >= 0 && watch == 1);
  CHECK_ERRNO(read(fd, buffer, sizeof buffer), EAGAIN);
  int file = open("watched/a", O_CREAT | O_WRONLY, 0644);
  CHECK(write(file, "x", 1) == 1 && close(file) == 0);
  CHECK(rename("watched/a", "watched/b") == 0 && chmod("watched/b", 0600) == 0);
  CHECK(unlink("watched/b") == 0 && mkdir("watched/d", 0755) == 0);
  struct pollfd one = {.fd = fd, .events = POLLIN};
  CHECK(poll(&one, 1, -1) == 1);
  int count;
  CHECK(ioctl(fd, FIONREAD, &count) == 0 && count > 0);
  expect(IN_CREATE, "a");
  expect(IN_MODIFY, "a");
  expect(IN_CLOSE_WRITE, "a");
  struct inotify_event *from = next();
  CHECK((from->mask & IN_MOVED_FROM) && strcmp(from->name, "a") == 0);
  uint32_t cookie = from->cookie;
  struct inotify_event *to = next();
  CHECK((to->mask & IN_MOVED_TO) && strcmp(to->name, "b") == 0 && to->cookie == cookie && cookie != 0);
  expect(IN_ATTRIB, "b");
  expect(IN_DELETE, "b");
  expect(IN_CREATE | IN_ISDIR, "d");

  /* A blocking read waits for another process. */
  CHECK(fcntl(fd, F_SETFL, 0) == 0);
  pid_t child = fork();
  if (child == 0) {
    sleep_millis(20);
    CHECK(rmdir("watched/d") == 0);
    _exit(0);
  }
  expect(IN_DELETE | IN_ISDIR, "d");
  expect_exit(child, 0);
  CHECK(rmdir("watched") == 0);
  expect(IN_DELETE_SELF, "");
  expect(IN_IGNORED, "");
  CHECK_ERRNO(inotify_rm_watch(fd, watch), EINVAL);
  CHECK_ERRNO(inotify_add_watch(fd, "absent", IN_CREATE), ENOENT);
  return done("changes are told in order");
}
