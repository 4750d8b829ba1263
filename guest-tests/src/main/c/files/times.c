/*
 * Rule: file times are the virtual time of the touch and agree with the virtual clock.
 * Kind: varies
 * Natively: every run prints other times; a later write never has an earlier time.
 * Fails without: Inode.touchContent and TimeCalls.set.
 */
#include "../guest.h"

static int64_t mtime(const char *path) {
  struct stat s;
  CHECK(stat(path, &s) == 0);
  return nanos_of(s.st_mtim);
}

static void put(const char *path) {
  int fd = open(path, O_CREAT | O_WRONLY | O_APPEND, 0644);
  CHECK(fd >= 0 && write(fd, "x", 1) == 1 && close(fd) == 0);
}

int main(int argc, char **argv) {
  guest_init(argc, argv);
  struct stat s;
  /* The kernel stamps with its coarse clock, which may lag by a tick. */
  int64_t before = now_nanos(CLOCK_REALTIME_COARSE);
  put("first");
  sleep_millis(20);
  put("second");
  int64_t after = now_nanos(CLOCK_REALTIME);
  CHECK(mtime("first") >= before && mtime("second") > mtime("first") && mtime("second") <= after);
  show("first", "%lld", (long long)mtime("first"));
  show("second", "%lld", (long long)mtime("second"));
  CHECK(stat("/etc/passwd", &s) == 0);
  show("from before the run", "%lld", (long long)nanos_of(s.st_mtim));
  CHECK(nanos_of(s.st_mtim) <= before);
  sleep_millis(20);
  put("first");
  CHECK(mtime("first") > mtime("second"));

  /* utimensat is honoured to the nanosecond. */
  struct timespec times[2] = {{1000000000, 123456789}, {1111111111, 987654321}};
  CHECK(utimensat(AT_FDCWD, "first", times, 0) == 0 && stat("first", &s) == 0);
  CHECK(s.st_atim.tv_sec == 1000000000 && s.st_atim.tv_nsec == 123456789);
  CHECK(s.st_mtim.tv_sec == 1111111111 && s.st_mtim.tv_nsec == 987654321);
  CHECK(nanos_of(s.st_ctim) >= before);
  times[0].tv_nsec = UTIME_OMIT;
  times[1].tv_nsec = UTIME_NOW;
  before = now_nanos(CLOCK_REALTIME_COARSE);
  CHECK(utimensat(AT_FDCWD, "first", times, 0) == 0 && stat("first", &s) == 0);
  CHECK(s.st_atim.tv_sec == 1000000000 && nanos_of(s.st_mtim) >= before);
  int fd = open("second", O_RDWR);
  times[0] = times[1] = (struct timespec){5, 6};
  CHECK(futimens(fd, times) == 0 && fstat(fd, &s) == 0 && nanos_of(s.st_mtim) == 5000000006);
  times[0].tv_nsec = 1000000000;
  CHECK_ERRNO(futimens(fd, times), EINVAL);
  CHECK_ERRNO(utimensat(AT_FDCWD, "absent", NULL, 0), ENOENT);
  /* A rename keeps mtime; chmod changes ctime alone. */
  CHECK(rename("second", "third") == 0 && mtime("third") == 5000000006);
  sleep_millis(20);
  int64_t now = now_nanos(CLOCK_REALTIME_COARSE);
  CHECK(chmod("third", 0600) == 0 && stat("third", &s) == 0);
  CHECK(nanos_of(s.st_mtim) == 5000000006 && nanos_of(s.st_ctim) >= now);
  CHECK(fchmodat(AT_FDCWD, "third", 0640, AT_SYMLINK_NOFOLLOW) == 0);
  CHECK(stat("third", &s) == 0 && (s.st_mode & 07777) == 0640);
  CHECK(unlink("first") == 0 && unlink("third") == 0);
  return done("file times agree with the clock");
}
