/*
 * Rule: chroot gives a process a root of its own, above which no path of its leads.
 * Kind: semantics
 * Natively: paths, links and the working directory of a process in a new root, for root alone.
 * Fails without: Paths.resolve and PathWalk.walk, which walk from the process's root.
 */
#include "../guest.h"

static int exists(const char *path) { return access(path, F_OK) == 0; }

static void inside(int outside) {
  char text[4096];
  struct stat top, s;
  CHECK(chroot("jail") == 0);
  /* The working directory stays where it was, which is outside. */
  CHECK(exists("jail/etc/file") && !exists("/jail"));
  CHECK(syscall(SYS_getcwd, text, sizeof text) > 0 && strncmp(text, "(unreachable)/", 14) == 0);
  CHECK(chdir("/") == 0 && getcwd(text, sizeof text) != NULL && strcmp(text, "/") == 0);
  CHECK(stat("/", &top) == 0 && stat("..", &s) == 0 && s.st_ino == top.st_ino);
  CHECK(stat("../../etc/../..", &s) == 0 && s.st_ino == top.st_ino);
  CHECK(exists("/etc/file") && exists("etc/file") && exists("/../etc/file"));
  /* Links begin at the new root, and none leads out of it. */
  CHECK(exists("/absolute") && exists("/up") && !exists("/out"));
  CHECK(readlink("/absolute", text, sizeof text) == 9 && memcmp(text, "/etc/file", 9) == 0);
  CHECK(open("/proc/self/status", O_RDONLY) < 0 && errno == ENOENT);
  CHECK(!exists("/bin/sh") && !exists("/dev/null"));
  /* What is made here is there. */
  CHECK(mkdir("/made", 0755) == 0 && chdir("/made") == 0);
  CHECK(getcwd(text, sizeof text) != NULL && strcmp(text, "/made") == 0);
  int fd = open("../new", O_CREAT | O_WRONLY, 0644);
  CHECK(fd >= 0 && write(fd, "new", 3) == 3 && close(fd) == 0);
  CHECK(rename("/new", "/made/renamed") == 0 && link("renamed", "/second") == 0);
  CHECK(symlink("/made/renamed", "/third") == 0 && stat("/third", &s) == 0 && s.st_nlink == 2);
  CHECK_ERRNO(chroot("/second"), ENOTDIR);
  CHECK_ERRNO(chroot("/absent"), ENOENT);
  /* A descriptor from before leads on, and a child inherits the root. */
  CHECK(faccessat(outside, "jail/made/renamed", F_OK, 0) == 0);
  pid_t child = fork();
  if (child == 0) _exit(exists("/made/renamed") && !exists("/jail") ? 42 : 1);
  expect_exit(child, 42);
  /* Further in, and without the right to it. */
  CHECK(chroot("/made") == 0 && exists("/renamed") && chdir("/") == 0 && !exists("../etc"));
  CHECK(setuid(1000) == 0);
  CHECK_ERRNO(chroot("/"), EPERM);
  _exit(42);
}

int main(int argc, char **argv) {
  guest_init(argc, argv);
  CHECK(mkdir("jail", 0755) == 0 && mkdir("jail/etc", 0755) == 0);
  CHECK(close(open("jail/etc/file", O_CREAT | O_WRONLY, 0644)) == 0);
  CHECK(symlink("/etc/file", "jail/absolute") == 0 && symlink("../../etc/file", "jail/up") == 0);
  CHECK(symlink("/jail/etc/file", "jail/out") == 0);
  int here = open(".", O_RDONLY | O_DIRECTORY);
  if (geteuid() == 0) {
    pid_t child = fork();
    if (child == 0) inside(here);
    expect_exit(child, 42);
    struct stat s;
    CHECK(stat("jail/made/renamed", &s) == 0 && s.st_size == 3 && s.st_nlink == 2);
    CHECK(unlink("jail/made/renamed") == 0 && unlink("jail/second") == 0 && unlink("jail/third") == 0);
    CHECK(rmdir("jail/made") == 0);
  } else {
    CHECK_ERRNO(chroot("jail"), EPERM);
  }
  CHECK(unlink("jail/absolute") == 0 && unlink("jail/up") == 0 && unlink("jail/out") == 0);
  CHECK(unlink("jail/etc/file") == 0 && rmdir("jail/etc") == 0 && rmdir("jail") == 0);
  return done("a process has its own root");
}
