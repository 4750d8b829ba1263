/*
 * Rule: the host's directories are read-only for everybody, whatever its user may write.
 * Kind: host
 * Natively: root can write to the system's directories; others lack the permission.
 * Fails without: ReadOnly.forbid, StatfsCalls.write, and Opener.failed for who is not the host's root.
 */
#include "../guest.h"
#include <sys/statvfs.h>
#include <sys/xattr.h>

#define FILE_THERE "/etc/passwd"
#define NEW_NAME "/etc/reprise-guest"

static const char *const places[] = {"/", "/usr", "/etc", "/var", FILE_THERE};

/* Whatever would change something is tried only where nothing can be changed. */
static void changes_nothing(void) {
  struct stat before, after;
  struct timespec times[2] = {{1, 0}, {1, 0}};
  CHECK(stat(FILE_THERE, &before) == 0);
  CHECK_ERRNO(open(FILE_THERE, O_RDWR), EROFS);
  CHECK_ERRNO(open(FILE_THERE, O_RDONLY | O_TRUNC), EROFS);
  CHECK_ERRNO(open(NEW_NAME, O_WRONLY | O_CREAT, 0600), EROFS);
  CHECK_ERRNO(open(FILE_THERE, O_WRONLY | O_CREAT | O_EXCL, 0600), EEXIST);
  CHECK_ERRNO(open("/etc", O_WRONLY), EISDIR);
  CHECK_ERRNO(truncate(FILE_THERE, 0), EROFS);
  CHECK_ERRNO(truncate("/etc", 0), EISDIR);
  CHECK_ERRNO(mkdir(NEW_NAME, 0700), EROFS);
  CHECK_ERRNO(mkdir("/etc", 0700), EEXIST);
  CHECK_ERRNO(symlink("x", NEW_NAME), EROFS);
  CHECK_ERRNO(link(FILE_THERE, NEW_NAME), EROFS);
  CHECK_ERRNO(link(FILE_THERE, "copy"), EXDEV);
  CHECK_ERRNO(mknod(NEW_NAME, S_IFIFO | 0600, 0), EROFS);
  CHECK_ERRNO(unlink(FILE_THERE), EROFS);
  CHECK_ERRNO(unlink(NEW_NAME), EROFS);
  CHECK_ERRNO(rename(FILE_THERE, NEW_NAME), EROFS);
  CHECK_ERRNO(chmod(FILE_THERE, 0600), EROFS);
  CHECK_ERRNO(chown(FILE_THERE, 1, 1), EROFS);
  CHECK_ERRNO(lchown(FILE_THERE, 1, 1), EROFS);
  CHECK_ERRNO(utimensat(AT_FDCWD, FILE_THERE, times, 0), EROFS);
  CHECK_ERRNO(utimensat(AT_FDCWD, FILE_THERE, NULL, AT_SYMLINK_NOFOLLOW), EROFS);
  CHECK_ERRNO(setxattr(FILE_THERE, "user.name", "x", 1, XATTR_REPLACE), EROFS);
  CHECK_ERRNO(removexattr(FILE_THERE, "user.name"), EROFS);
  int fd = open(FILE_THERE, O_RDONLY);
  int directory = open("/etc", O_RDONLY | O_DIRECTORY);
  CHECK(fd >= 0 && directory >= 0);
  CHECK_ERRNO(fchmod(fd, 0600), EROFS);
  CHECK_ERRNO(fchown(fd, 1, 1), EROFS);
  CHECK_ERRNO(futimens(fd, times), EROFS);
  CHECK_ERRNO(utimensat(directory, "passwd", times, 0), EROFS);
  CHECK_ERRNO(faccessat(directory, "passwd", W_OK, AT_EACCESS), EROFS);
  CHECK(utimensat(AT_FDCWD, FILE_THERE, (struct timespec[]){{0, UTIME_OMIT}, {0, UTIME_OMIT}}, 0) == 0);
  CHECK(faccessat(directory, "passwd", R_OK, 0) == 0);
  CHECK(close(fd) == 0 && close(directory) == 0);
  CHECK(stat(FILE_THERE, &after) == 0 && before.st_mode == after.st_mode);
  CHECK(before.st_uid == after.st_uid && before.st_mtime == after.st_mtime);
}

/* Others than root lack the permission for what is there, which comes first, and then nothing. */
static void changes_nothing_as_other(void) {
  CHECK_ERRNO(open(FILE_THERE, O_WRONLY), EACCES);
  CHECK_ERRNO(access(FILE_THERE, W_OK), EACCES);
  CHECK_ERRNO(open(FILE_THERE, O_WRONLY | O_TRUNC), EROFS);
  CHECK_ERRNO(open(NEW_NAME, O_WRONLY | O_CREAT, 0600), EROFS);
  CHECK_ERRNO(truncate(FILE_THERE, 0), EROFS);
  CHECK_ERRNO(mkdir(NEW_NAME, 0700), EROFS);
  CHECK_ERRNO(unlink(FILE_THERE), EROFS);
  CHECK_ERRNO(chmod(FILE_THERE, 0600), EROFS);
  CHECK_ERRNO(chown(FILE_THERE, 1, 1), EROFS);
  CHECK_ERRNO(utimensat(AT_FDCWD, FILE_THERE, NULL, 0), EROFS);
}

int main(int argc, char **argv) {
  guest_init(argc, argv);
  for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
    int writable = access(places[i], W_OK) == 0;
    int error = errno;
    struct statvfs fs;
    CHECK(statvfs(places[i], &fs) == 0);
    show(places[i], "%s, flags %lx", writable ? "writable" : strerror(error), fs.f_flag);
    CHECK(writable || error != EROFS || (fs.f_flag & ST_RDONLY) != 0);
  }
  for (int i = 0; i < 4; i++) {
    const char *scratch[] = {"/tmp", "/var/tmp", "/dev/shm", "."};
    CHECK(access(scratch[i], W_OK) == 0);
  }
  if (access("/etc", W_OK) == -1 && errno == EROFS) {
    changes_nothing();
    if (geteuid() == 0) {
      pid_t child = fork();
      if (child == 0) {
        CHECK(setgid(1234) == 0 && setuid(1234) == 0);
        changes_nothing_as_other();
        _exit(0);
      }
      expect_exit(child, 0);
    }
  }
  return done("what is read-only stays as it is");
}
