/*
 * Rule: every clock and every time stamp come of one virtual time.
 * Kind: varies
 * Natively: a stamp lies between the clock before and after; make's comparison holds across processes.
 * Fails without: Inode.touchContent, from the clock that ClockCalls.nanos reads.
 */
#include "../guest.h"

static int64_t stamp(const char *path) {
  struct stat s;
  CHECK(stat(path, &s) == 0);
  return nanos_of(s.st_mtim);
}

int main(int argc, char **argv) {
  guest_init(argc, argv);
  char name[16];
  int64_t last = 0;
  for (int i = 0; i < 10; i++) {
    snprintf(name, sizeof name, "t%d", i);
    int64_t before = now_nanos(CLOCK_REALTIME_COARSE);
    pid_t child = fork();
    if (child == 0) {
      int fd = open(name, O_CREAT | O_WRONLY | O_EXCL, 0600);
      CHECK(fd >= 0 && write(fd, name, 2) == 2);
      _exit(0);
    }
    expect_exit(child, 0);
    int64_t at = stamp(name);
    CHECK(at >= before && at <= now_nanos(CLOCK_REALTIME) && at >= last);
    show(name, "%lld", (long long)at);
    last = at;
  }
  for (int i = 0; i < 10; i++) {
    snprintf(name, sizeof name, "t%d", i);
    CHECK(unlink(name) == 0);
  }
  return done("stamps agree with the clock");
}
