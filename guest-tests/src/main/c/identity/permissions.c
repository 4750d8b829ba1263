/*
 * Rule: owners, groups and modes of files are virtual, and bind the guest's users as Linux says.
 * Kind: semantics
 * Natively: the same for root; others cannot give files away.
 * Fails without: Access.require, SearchedPath.walk, Access.requireRemoval and Files.create.
 */
#include "../guest.h"
#include <grp.h>
#include <sys/socket.h>
#include <sys/un.h>

#define OTHER 1234

static struct stat status(const char *path) {
  struct stat st;
  CHECK(lstat(path, &st) == 0);
  return st;
}

static void make(const char *path, uid_t user, gid_t group, mode_t mode) {
  int fd = open(path, O_CREAT | O_WRONLY, 0600);
  CHECK(fd >= 0 && write(fd, "text", 4) == 4 && close(fd) == 0);
  CHECK(chown(path, user, group) == 0 && chmod(path, mode) == 0);
}

static void make_directory(const char *path, uid_t user, gid_t group, mode_t mode) {
  CHECK(mkdir(path, 0700) == 0 && chown(path, user, group) == 0 && chmod(path, mode) == 0);
}

static void reads_and_writes(void) {
  CHECK_ERRNO(open("d/roots", O_RDONLY), EACCES);
  CHECK_ERRNO(open("d/groups", O_WRONLY), EACCES);
  CHECK_ERRNO(open("d/groups", O_RDONLY | O_TRUNC), EACCES);
  CHECK_ERRNO(truncate("d/groups", 0), EACCES);
  CHECK_ERRNO(open("d/own", O_RDONLY), EACCES);
  CHECK(close(open("d/groups", O_RDONLY)) == 0 && close(open("d/own", O_WRONLY)) == 0);
  CHECK(access("d/groups", R_OK) == 0);
  CHECK_ERRNO(access("d/groups", W_OK), EACCES);
  CHECK_ERRNO(access("d/roots", R_OK), EACCES);
  CHECK_ERRNO(execl("d/roots", "roots", NULL), EACCES);
  CHECK_ERRNO(execl("d/script", "script", NULL), EACCES);
  /* The link is anybody's; what it leads to is not. */
  CHECK_ERRNO(open("d/link", O_RDONLY), EACCES);
  CHECK_ERRNO(open("/proc/self/cwd/d/roots", O_RDONLY), EACCES);
  CHECK_ERRNO(open("/etc/shadow", O_RDONLY), EACCES);
}

static void searches(void) {
  struct stat st;
  CHECK_ERRNO(stat("d/closed/in", &st), EACCES);
  CHECK_ERRNO(open("d/closed/in", O_RDONLY), EACCES);
  CHECK_ERRNO(open("d/through", O_RDONLY), EACCES);
  CHECK_ERRNO(chdir("d/closed"), EACCES);
  CHECK_ERRNO(open("d/closed/../roots", O_RDONLY), EACCES);
  CHECK_ERRNO(stat("d/closed/absent", &st), EACCES);
  CHECK_ERRNO(stat("d/absent/in", &st), ENOENT);
}

static void changes_names(void) {
  CHECK_ERRNO(open("d/new", O_CREAT | O_WRONLY, 0600), EACCES);
  CHECK_ERRNO(mkdir("d/new", 0700), EACCES);
  CHECK_ERRNO(symlink("x", "d/new"), EACCES);
  CHECK_ERRNO(mkdir("d/roots", 0700), EEXIST);
  CHECK_ERRNO(unlink("d/own"), EACCES);
  CHECK_ERRNO(unlink("d/absent"), ENOENT);
  CHECK_ERRNO(rename("d/own", "d/free/own"), EACCES);
  CHECK_ERRNO(open("d/dangling", O_CREAT | O_WRONLY, 0600), EACCES);
  int listener = socket(AF_UNIX, SOCK_STREAM, 0);
  struct sockaddr_un name = {AF_UNIX, "d/new"};
  CHECK_ERRNO(bind(listener, (struct sockaddr *)&name, sizeof name), EACCES);
  CHECK(close(listener) == 0);
  CHECK(mkdir("d/free/mine", 0777) == 0 && status("d/free/mine").st_uid == OTHER);
  CHECK(close(open("d/free/file", O_CREAT | O_WRONLY, 0600)) == 0);
  CHECK(status("d/free/file").st_uid == OTHER && status("d/free/file").st_gid == OTHER);
  CHECK(rename("d/free/file", "d/free/mine/file") == 0 && unlink("d/free/mine/file") == 0);
  CHECK(rmdir("d/free/mine") == 0);
  CHECK(close(open("d/shared/file", O_CREAT | O_WRONLY, 0600)) == 0);
  CHECK(status("d/shared/file").st_gid == 77);
  CHECK(mkdir("d/shared/more", 0700) == 0 && (status("d/shared/more").st_mode & S_ISGID) != 0);
  CHECK_ERRNO(unlink("d/sticky/roots"), EPERM);
  CHECK_ERRNO(rename("d/sticky/roots", "d/sticky/mine"), EPERM);
  CHECK(unlink("d/sticky/others") == 0);
}

static void changes_attributes(void) {
  struct timespec times[2] = {{1, 0}, {1, 0}};
  CHECK_ERRNO(chmod("d/roots", 0666), EPERM);
  CHECK_ERRNO(chown("d/roots", OTHER, -1), EPERM);
  CHECK_ERRNO(chown("d/own", 0, -1), EPERM);
  CHECK_ERRNO(chown("d/own", -1, 0), EPERM);
  CHECK(chown("d/own", OTHER, 88) == 0 && status("d/own").st_gid == 88);
  CHECK_ERRNO(utimensat(AT_FDCWD, "d/groups", times, 0), EPERM);
  CHECK_ERRNO(utimensat(AT_FDCWD, "d/groups", NULL, 0), EACCES);
  CHECK(utimensat(AT_FDCWD, "d/own", times, 0) == 0 && chmod("d/own", 0640) == 0);
  CHECK(close(open("d/own", O_RDWR)) == 0);
}

static void as_other(void (*body)(void)) {
  pid_t child = fork();
  if (child == 0) {
    gid_t groups[] = {88, 55};
    CHECK(setgroups(2, groups) == 0 && setgid(OTHER) == 0 && setuid(OTHER) == 0);
    body();
    _exit(0);
  }
  expect_exit(child, 0);
}

int main(int argc, char **argv) {
  guest_init(argc, argv);
  if (geteuid() != 0) return done("who is not root cannot give files away");
  umask(0);
  make_directory("d", 0, 0, 0755);
  make("d/roots", 0, 0, 0600);
  make("d/groups", 0, 55, 0640);
  make("d/own", OTHER, OTHER, 0200);
  make("d/script", 0, 0, 0755);
  int script = open("d/script", O_WRONLY);
  CHECK(write(script, "#!d/closed/in\n", 14) == 14 && close(script) == 0);
  make_directory("d/closed", 0, 0, 0700);
  make("d/closed/in", 0, 0, 0666);
  make_directory("d/free", OTHER, OTHER, 0755);
  make_directory("d/shared", 0, 77, 02777);
  make_directory("d/sticky", 0, 0, 01777);
  make("d/sticky/roots", 0, 0, 0666);
  make("d/sticky/others", OTHER, 0, 0600);
  CHECK(symlink("roots", "d/link") == 0 && symlink("closed/in", "d/through") == 0);
  CHECK(symlink("new", "d/dangling") == 0);
  CHECK(status("d/own").st_uid == OTHER && status("d/groups").st_gid == 55);
  CHECK(lchown("d/link", 3, 4) == 0 && status("d/link").st_uid == 3);
  CHECK(status("d/roots").st_uid == 0);
  as_other(reads_and_writes);
  as_other(searches);
  as_other(changes_names);
  as_other(changes_attributes);
  /* Root stays who may everything. */
  CHECK(close(open("d/own", O_RDWR)) == 0 && close(open("d/shared/file", O_RDONLY)) == 0);
  return done("owners and modes bind users other than root");
}
